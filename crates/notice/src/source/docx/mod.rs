//! DOCX: the text of a word-processing document as a reader sees it, automatic numbers computed.

mod body;
mod label;
mod number;
mod numbering;
mod package;
mod styles;
mod xml;

use super::unusable::Unusable;
use super::{Format, Source};
use base::{Diagnostic, Sentence};
use body::Body;
use numbering::Numbering;
use package::Package;
use styles::Styles;

/// A zip archive as a source.
pub(super) fn decode(bytes: &[u8]) -> Source {
    read(bytes).unwrap_or_else(|reason| {
        let format = (!matches!(reason, Unusable::Foreign(_))).then_some(Format::Docx);
        reason.source(format)
    })
}

fn read(bytes: &[u8]) -> Result<Source, Unusable> {
    let mut package = Package::open(bytes)?;
    let document = package.document()?;
    let styles = Styles::read(&package.beside_document("styles.xml")?)?;
    let numbering = Numbering::read(&package.beside_document("numbering.xml")?)?;
    let mut body = Body::new(&styles, &numbering);
    xml::walk(&document, &mut body)?;
    let notes = body.footnotes();
    if notes > 0 {
        xml::walk(&package.beside_document("footnotes.xml")?, &mut body)?;
    }
    let pictures = body.has_pictures();
    let page = body.into_page();
    if page.is_blank() {
        return Err(if pictures { Unusable::Scan } else { Unusable::Empty });
    }
    let mut source = page.finish(Format::Docx);
    if notes > 0 {
        source.diagnostics.push(Diagnostic::note(Sentence::new("notice.source.footnotes").with("count", notes)));
    }
    Ok(source)
}
