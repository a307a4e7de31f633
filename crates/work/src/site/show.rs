//! Which site this is: what even somebody who is not signed in may know.

use crate::Query;
use crate::session::SiteView;
use access::{Action, Grant};
use base::{Fault, Language, Refusal, Sentence, Stop};
use store::Tx;
use store::site::installed_site;

/// Asks which site this is, and whether what it shows is synthetic.
#[derive(Clone, Copy, Debug)]
pub struct ShowSite;

impl Query for ShowSite {
    const ACTION: Action = Action::SignIn;
    const BEFORE_PASSWORD_CHANGE: bool = true;
    type Answer = SiteView;

    fn run(self, _grant: &Grant, tx: &Tx<'_>) -> Result<SiteView, Stop> {
        let site = installed_site(tx)?.ok_or_else(Refusal::not_found)?;
        Ok(SiteView::from(site))
    }
}

/// The name of a file or a tab that goes out, marked where what is in it is synthetic: a file goes further than the band
/// on the pages.
pub(crate) fn marked_name(tx: &Tx<'_>, name: String, language: Language) -> Result<String, Fault> {
    if installed_site(tx)?.is_some_and(|site| site.demonstration) {
        return Ok(Sentence::new("work.export.synthetic").with("name", name).render(language));
    }
    Ok(name)
}
