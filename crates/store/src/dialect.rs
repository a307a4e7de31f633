//! Everything in which the two databases differ. Statements are written once, in their common subset, with `$1`
//! placeholders and the column types BIGINT and TEXT.

/// Which database speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// SQLite, WAL, synchronous=FULL.
    Sqlite,
    /// PostgreSQL, SERIALIZABLE.
    Postgres,
}

impl Dialect {
    /// A statement in this database's words.
    pub(crate) fn statement(self, sql: &str) -> String {
        match self {
            // SQLite numbers `$1` by first appearance; `?1` means what we mean.
            Dialect::Sqlite => sql.replace('$', "?"),
            Dialect::Postgres => sql.to_owned(),
        }
    }

    /// A migration in this database's words: text sorts by code point on both, never by the server's locale.
    pub(crate) fn schema(self, sql: &str) -> String {
        match self {
            Dialect::Sqlite => sql.to_owned(),
            Dialect::Postgres => sql.replace(" TEXT", " TEXT COLLATE \"C\""),
        }
    }

    /// Opens a transaction that may write.
    pub(crate) fn begin_write(self) -> &'static str {
        match self {
            Dialect::Sqlite => "BEGIN IMMEDIATE",
            // A scan of a whole table, which the planner likes while it is short, would count as reading every row of it, and
            // set every neighbour's write against ours.
            Dialect::Postgres => "BEGIN ISOLATION LEVEL SERIALIZABLE; SET LOCAL enable_seqscan = off",
        }
    }

    /// Lets a transaction that has not asked anything yet read one snapshot, without guarding what it reads.
    pub(crate) fn read_unguarded(self) -> &'static str {
        match self {
            // One writer at a time: there is nothing to guard against.
            Dialect::Sqlite => "",
            Dialect::Postgres => "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ",
        }
    }

    /// Opens a read-only snapshot.
    pub(crate) fn begin_read(self) -> &'static str {
        match self {
            Dialect::Sqlite => "BEGIN DEFERRED",
            Dialect::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        }
    }

    /// The rows of a table of which a condition holds and a column is one of many; the many stand at a place as one JSON
    /// list, so that the text is the same for any number of them. Each of them goes its own way through the index. A list
    /// of places leaves that to the planner, which, having planned while the table was small, went on to read all of it.
    pub(crate) fn rows_among(self, table: &str, of: &str, column: &str, kind: &str, place: usize) -> String {
        match self {
            Dialect::Sqlite => format!(
                "(SELECT value AS sought FROM json_each(${place})) CROSS JOIN {table} \
                 WHERE {of} AND {table}.{column} = sought"
            ),
            // OFFSET 0 keeps the planner from turning the two into a join of its own choice.
            Dialect::Postgres => format!(
                "(SELECT CAST(value AS {kind}) AS sought FROM \
                 json_array_elements_text(CAST(CAST(${place} AS TEXT) AS JSON))) AS many CROSS JOIN LATERAL \
                 (SELECT * FROM {table} WHERE {of} AND {table}.{column} = sought OFFSET 0) AS {table}"
            ),
        }
    }

    /// Says whether a table exists, as one row with one number.
    pub(crate) fn table_exists(self) -> &'static str {
        match self {
            Dialect::Sqlite => "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = $1",
            Dialect::Postgres => {
                "SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = $1"
            }
        }
    }

    /// The user's tables in order of name, without those that are made anew from them (words to search by).
    pub(crate) fn tables(self) -> &'static str {
        match self {
            Dialect::Sqlite => {
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' \
                 AND name NOT LIKE 'search%' ORDER BY name"
            }
            Dialect::Postgres => {
                "SELECT tablename::TEXT FROM pg_tables WHERE schemaname = current_schema() \
                 AND tablename NOT LIKE 'search%' ORDER BY tablename"
            }
        }
    }

    /// How a text column is compared without regard to case, with `%` and `_` escaped by `\`.
    pub(crate) fn like(self) -> &'static str {
        match self {
            Dialect::Sqlite => "LIKE",
            Dialect::Postgres => "ILIKE",
        }
    }

    /// The columns of a table in their order.
    pub(crate) fn columns(self) -> &'static str {
        match self {
            Dialect::Sqlite => "SELECT name FROM pragma_table_info($1) ORDER BY cid",
            Dialect::Postgres => {
                "SELECT column_name::TEXT FROM information_schema.columns WHERE table_schema = current_schema() \
                 AND table_name = $1 ORDER BY ordinal_position"
            }
        }
    }

    /// The columns of a table's primary key in the key's order.
    pub(crate) fn key_columns(self) -> &'static str {
        match self {
            Dialect::Sqlite => "SELECT name FROM pragma_table_info($1) WHERE pk > 0 ORDER BY pk",
            Dialect::Postgres => {
                "SELECT a.attname::TEXT FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid \
                 AND a.attnum = ANY(i.indkey) WHERE i.indrelid = CAST(CAST($1 AS TEXT) AS regclass) AND i.indisprimary \
                 ORDER BY array_position(CAST(i.indkey AS smallint[]), a.attnum)"
            }
        }
    }

    /// The columns of a table with their types, in their order.
    pub(crate) fn column_types(self) -> &'static str {
        match self {
            Dialect::Sqlite => "SELECT name, type FROM pragma_table_info($1) ORDER BY cid",
            Dialect::Postgres => {
                "SELECT column_name::TEXT, upper(data_type)::TEXT FROM information_schema.columns \
                 WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position"
            }
        }
    }

    /// Says whether an index exists, as one row with one number.
    pub(crate) fn index_exists(self) -> &'static str {
        match self {
            Dialect::Sqlite => "SELECT COUNT(*) FROM sqlite_master WHERE type = 'index' AND name = $1",
            Dialect::Postgres => {
                "SELECT COUNT(*) FROM pg_indexes WHERE schemaname = current_schema() AND indexname = $1"
            }
        }
    }

    /// The table of the words by which a table's rows are found.
    pub(crate) fn search_table(self, table: &str) -> String {
        format!("search_{table}")
    }

    /// Makes it. Words are pairs of characters with spaces between, so neither engine needs a dictionary.
    pub(crate) fn create_search(self, table: &str) -> Vec<String> {
        let name = self.search_table(table);
        match self {
            Dialect::Sqlite => vec![format!(
                "CREATE VIRTUAL TABLE {name} USING fts5(words, content = '', contentless_delete = 1, detail = 'none')"
            )],
            Dialect::Postgres => vec![
                format!(
                    "CREATE TABLE {name} (site BIGINT NOT NULL, id BIGINT NOT NULL, words TSVECTOR NOT NULL, \
                     PRIMARY KEY (site, id))"
                ),
                format!("CREATE INDEX {name}_words ON {name} USING GIN (words)"),
            ],
        }
    }

    /// Head of the statement that adds rows of site, id and words; `values` follows.
    pub(crate) fn insert_search(self, table: &str, rows: usize) -> String {
        let name = self.search_table(table);
        let tuple = |row: usize| match self {
            Dialect::Sqlite => format!("(${}, ${})", row * 2 + 1, row * 2 + 2),
            Dialect::Postgres => {
                format!("(${}, ${}, CAST(CAST(${} AS TEXT) AS TSVECTOR))", row * 3 + 1, row * 3 + 2, row * 3 + 3)
            }
        };
        let tuples: Vec<String> = (0..rows).map(tuple).collect();
        let columns = match self {
            Dialect::Sqlite => "rowid, words",
            Dialect::Postgres => "site, id, words",
        };
        format!("INSERT INTO {name} ({columns}) VALUES {}", tuples.join(", "))
    }

    /// Has the table of words a column for the site? The ids of SQLite's are unique over all sites.
    pub(crate) fn search_has_site(self) -> bool {
        matches!(self, Dialect::Postgres)
    }

    /// Takes a row's words out; arguments are site and id.
    pub(crate) fn delete_search(self, table: &str) -> String {
        let name = self.search_table(table);
        match self {
            Dialect::Sqlite => format!("DELETE FROM {name} WHERE rowid = $2 AND $1 = $1"),
            Dialect::Postgres => format!("DELETE FROM {name} WHERE site = $1 AND id = $2"),
        }
    }

    /// Words as the engine takes them, to be kept.
    pub(crate) fn search_words(self, words: &[String]) -> String {
        match self {
            Dialect::Sqlite => words.join(" "),
            Dialect::Postgres => quoted(words, "'", " "),
        }
    }

    /// Words as the engine takes them, to look for rows that have all of them.
    pub(crate) fn search_question(self, words: &[String]) -> String {
        match self {
            Dialect::Sqlite => quoted(words, "\"", " AND "),
            Dialect::Postgres => quoted(words, "'", " & "),
        }
    }

    /// The condition that a row of `table` has all the words of the argument at a place.
    pub(crate) fn search_condition(self, table: &str, place: usize) -> String {
        let name = self.search_table(table);
        match self {
            Dialect::Sqlite => format!("id IN (SELECT rowid FROM {name} WHERE {name} MATCH ${place})"),
            Dialect::Postgres => format!(
                "id IN (SELECT id FROM {name} WHERE site = $1 AND words @@ CAST(CAST(${place} AS TEXT) AS TSQUERY))"
            ),
        }
    }
}

fn quoted(words: &[String], quote: &str, between: &str) -> String {
    let words = words.iter().map(|word| format!("{quote}{}{quote}", word.replace(quote, &quote.repeat(2))));
    words.collect::<Vec<_>>().join(between)
}
