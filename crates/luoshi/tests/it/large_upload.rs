//! A gigabyte that comes in where a workbook or a proof is expected: refused with a sentence before it is on the disk, and
//! nothing of it is left.

use crate::booked::{CONTRACTS, begin, contract, keeper, path};
use std::io::{Read, Write};
use std::net::TcpStream;
use testkit::{Person, TestApp, each};

const GIGABYTE: usize = 1 << 30;

/// Sends a form with a file of a gigabyte, until the server has answered; answers the status and the body.
fn send(app: &TestApp, person: &Person, path: &str, fields: &[(&str, &str)]) -> (u16, String) {
    let mut head = String::new();
    for (name, value) in fields {
        head.push_str(&format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"));
    }
    head.push_str("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"大.xlsx\"\r\n\r\n");
    let mut socket = TcpStream::connect(app.url().trim_start_matches("http://")).unwrap();
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {}\r\nX-CSRF-Token: {}\r\nIdempotency-Key: gigabyte-{}\r\n\
         Content-Type: multipart/form-data; boundary=x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n",
        person.cookie.as_deref().unwrap(),
        person.csrf.as_deref().unwrap(),
        path.len()
    );
    socket.write_all(request.as_bytes()).unwrap();
    let mut chunk = |bytes: &[u8]| {
        let framed = [format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat();
        socket.write_all(&framed).is_ok()
    };
    let block = vec![b'7'; 1 << 20];
    // The server answers as soon as it is too much and hangs up; what is sent after that fails, and that is right.
    if chunk(head.as_bytes()) {
        for _ in 0..GIGABYTE / block.len() {
            if !chunk(&block) {
                break;
            }
        }
    }
    let mut answer = Vec::new();
    let _ = socket.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let status = answer.split(' ').nth(1).and_then(|word| word.parse().ok()).unwrap_or_default();
    (status, answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default())
}

#[test]
fn a_gigabyte_is_refused_and_leaves_nothing() {
    each(|app| {
        let clerk = app.sign_in("hongshan.clerk");
        let entry = begin(&clerk, &contract()).expect(201);
        let organisation = keeper(&clerk, "tech_contract");
        let fields = [("organisation_id", organisation.as_str())];
        let tries = [(format!("{CONTRACTS}/imports"), &fields[..]), (path(&entry, "/evidence/contract_copy"), &[])];
        for (path, fields) in tries {
            let (status, body) = send(app, &clerk, &path, fields);
            assert_eq!(status, 413, "{path}: {body}");
            assert!(body.contains("MB"), "it says how much may come: {body}");
        }
        let left: Vec<_> = std::fs::read_dir(app.database.folder.join("uploads")).unwrap().collect();
        assert!(left.is_empty(), "{left:?}");
        assert_eq!(clerk.get(&path(&entry, "")).expect(200)["evidence"].as_array().unwrap().len(), 0);
    });
}
