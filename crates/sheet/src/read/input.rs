//! Where bytes come from: a file, or memory.

use std::io::{Read, Seek};

/// Bytes that can be read from any place. The caller opens files; this room does not.
pub trait Input: Read + Seek + Send {}

impl<T: Read + Seek + Send> Input for T {}

/// Any input.
pub(crate) type AnyInput = Box<dyn Input>;
