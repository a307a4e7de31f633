//! SM4 (GB/T 32907) in CCM mode, as RFC 8998 joins them: what was changed, or was sealed for another purpose, does not
//! open.

use crate::digest::{hex, unhex};
use base::Fault;
use ccm::aead::{Aead, KeyInit, Payload};
use ccm::consts::{U12, U16};
use sm4::Sm4;

/// How sealed texts name the algorithm.
pub(crate) const ALGORITHM: &str = "sm4-ccm";

/// Bytes of a key; SM4 knows one length only.
pub(crate) const KEY_BYTES: usize = 16;

const NONCE_BYTES: usize = 12;

/// A key that seals and opens.
#[derive(Clone, Debug)]
pub(crate) struct Cipher(ccm::Ccm<Sm4, U16, U12>);

impl Cipher {
    /// The cipher of a key; `None` where its length is not that of a key.
    pub(crate) fn of(key: &[u8]) -> Option<Self> {
        ccm::Ccm::new_from_slice(key).ok().map(Self)
    }

    /// Seals bytes together with what they are about, which is not kept but must be said again to open them. The nonce
    /// is random: no counter has to survive a restored backup.
    pub(crate) fn seal(&self, about: &str, plain: &[u8]) -> Result<String, Fault> {
        let nonce = random::<NONCE_BYTES>()?;
        let sealed = self.seal_with(&nonce, about.as_bytes(), plain)?;
        Ok(hex(&nonce) + &hex(&sealed))
    }

    fn seal_with(&self, nonce: &[u8; NONCE_BYTES], about: &[u8], plain: &[u8]) -> Result<Vec<u8>, Fault> {
        let payload = Payload { msg: plain, aad: about };
        self.0.encrypt(&ccm::Nonce::from(*nonce), payload).map_err(|_| Fault::broken("a text too long to be sealed"))
    }

    /// Opens what [`Cipher::seal`] made; `None` where a single bit differs, or the key, or what it is about.
    pub(crate) fn open(&self, about: &str, sealed: &str) -> Option<Vec<u8>> {
        let bytes = unhex(sealed).filter(|bytes| hex(bytes) == sealed)?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE_BYTES>()?;
        self.0.decrypt(&ccm::Nonce::from(*nonce), Payload { msg: sealed, aad: about.as_bytes() }).ok()
    }
}

/// Random bytes.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], Fault> {
    let mut bytes = [0_u8; N];
    getrandom::fill(&mut bytes).map_err(|error| Fault::broken(format!("no randomness: {error}")))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sm4::cipher::BlockCipherEncrypt;

    const KEY: &str = "0123456789abcdeffedcba9876543210";

    #[test]
    fn the_standard_vector_of_sm4_agrees() {
        // GB/T 32907-2016, example 1: the key enciphers itself.
        let key = unhex(KEY).unwrap();
        let mut block = sm4::cipher::Array::try_from(key.as_slice()).unwrap();
        Sm4::new_from_slice(&key).unwrap().encrypt_block(&mut block);
        assert_eq!(hex(&block), "681edf34d206965e86b3e94f536e4246");
    }

    #[test]
    fn the_vector_of_rfc_8998_agrees() {
        let cipher = Cipher::of(&unhex(KEY).unwrap()).unwrap();
        let nonce = unhex("00001234567800000000abcd").unwrap().try_into().unwrap();
        let about = unhex("feedfacedeadbeeffeedfacedeadbeefabaddad2").unwrap();
        let plain: Vec<u8> =
            [0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff, 0xee, 0xaa].iter().flat_map(|byte| [*byte; 8]).collect();
        let sealed = "48af93501fa62adbcd414cce6034d895dda1bf8f132f042098661572e7483094\
                      fd12e518ce062c98acee28d95df4416bed31a2f04476c18bb40c84a74b97dc5b\
                      16842d4fa186f56ab33256971fa110f4";
        assert_eq!(hex(&cipher.seal_with(&nonce, &about, &plain).unwrap()), sealed);
    }

    #[test]
    fn every_bit_and_what_it_is_about_count() {
        let cipher = Cipher::of(&[7; KEY_BYTES]).unwrap();
        let sealed = cipher.seal("a", b"text").unwrap();
        assert_eq!(cipher.open("a", &sealed).as_deref(), Some(b"text".as_slice()));
        assert_eq!(cipher.open("b", &sealed), None);
        assert_eq!(Cipher::of(&[8; KEY_BYTES]).unwrap().open("a", &sealed), None);
        let bytes = unhex(&sealed).unwrap();
        for bit in 0..bytes.len() * 8 {
            let mut changed = bytes.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(cipher.open("a", &hex(&changed)), None, "bit {bit}");
        }
        for length in 0..sealed.len() {
            assert_eq!(cipher.open("a", &sealed[..length]), None, "cut to {length}");
        }
        assert_ne!(cipher.seal("a", b"text").unwrap(), sealed, "the same text is never sealed alike");
    }

    #[test]
    fn a_key_has_one_length_and_is_not_printed() {
        assert!(Cipher::of(&[7; KEY_BYTES - 1]).is_none() && Cipher::of(&[]).is_none());
        assert_eq!(format!("{:?}", Cipher::of(&[7; KEY_BYTES]).unwrap()), "Cipher(Ccm { .. })");
    }
}
