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
            Dialect::Postgres => "BEGIN ISOLATION LEVEL SERIALIZABLE",
        }
    }

    /// Opens a read-only snapshot.
    pub(crate) fn begin_read(self) -> &'static str {
        match self {
            Dialect::Sqlite => "BEGIN DEFERRED",
            Dialect::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
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

    /// The user's tables in order of name.
    pub(crate) fn tables(self) -> &'static str {
        match self {
            Dialect::Sqlite => {
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
            }
            Dialect::Postgres => {
                "SELECT tablename::TEXT FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
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
}
