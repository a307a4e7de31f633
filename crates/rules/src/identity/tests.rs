//! Codes with their standards' own values, and what must hold for every text.

use super::citizen_id::{birth_day, citizen_id, masked};
use super::contract_number::contract_number;
use super::credit_code::{credit_code, registered_in};
use super::email::email;
use super::patent_number::{PatentKind, application_number, kind_of, patent_number};
use super::telephone::telephone;
use super::*;
use base::{Day, Language};
use proptest::prelude::*;

fn why<T>(result: Result<T, Sentence>) -> String {
    result.map(|_| "fine".to_owned()).unwrap_or_else(|sentence| sentence.render(Language::Chinese))
}

#[test]
fn credit_codes_of_gb_32100_are_taken() {
    for code in ["914403001922038216", "91420100MA4K00000Q", "124201000000000001", "114201000000000017"] {
        assert_eq!(credit_code(code).as_deref(), Ok(code));
    }
    assert_eq!(credit_code(" ９１４２０１００－ma4k 00000q\u{feff}").as_deref(), Ok("91420100MA4K00000Q"));
    assert_eq!(registered_in("91420100MA4K00000Q"), Some("420100"));
    assert_eq!(registered_in("汉汉"), None);
}

#[test]
fn a_wrong_credit_code_says_what_is_wrong() {
    assert_eq!(why(credit_code("91420100MA4K0000Q")), "应为 18 位，现为 17 位。");
    assert_eq!(
        why(credit_code("91420100MA4K0000OQ")),
        "第 17 位“O”不能使用：统一社会信用代码不用字母 I、O、S、V、Z，请核对是否应为数字 0、1、5、2。"
    );
    assert_eq!(why(credit_code("9142O100MA4K00000Q")).split('：').next(), Some("第 5 位“O”不能使用"));
    assert_eq!(why(credit_code("9142A100MA4K00000Q")), "第 5 位“A”不符合编码规则。");
    assert_eq!(why(credit_code("91420100MA4K000001")), "校验位应为“Q”，现为“1”，请核对是否有错字或漏字。");
}

#[test]
fn citizen_ids_of_gb_11643_are_taken_and_masked() {
    assert_eq!(citizen_id("11010519491231002x").as_deref(), Ok("11010519491231002X"));
    assert_eq!(masked("11010519491231002X"), "110105********002X");
    assert_eq!(masked("1101051949"), "**********");
    assert_eq!(masked("张三"), "**");
    assert_eq!(birth_day("11010519491231002X"), Day::new(1949, 12, 31));
}

#[test]
fn a_wrong_citizen_id_says_what_is_wrong() {
    assert_eq!(why(citizen_id("110105491231002")), "应为 18 位，现为 15 位。");
    assert_eq!(why(citizen_id("110105194902310020")), "出生日期“19490231”不存在。");
    assert_eq!(why(citizen_id("110105194912310021")), "校验位应为“X”，现为“1”，请核对是否有错字或漏字。");
    assert_eq!(why(citizen_id("1101051949123100X2")), "第 17 位“X”不符合编码规则。");
}

#[test]
fn patent_numbers_are_taken_with_their_check() {
    assert_eq!(patent_number("zl 2017 1 0601862.3").as_deref(), Ok("ZL201710601862.3"));
    assert_eq!(patent_number("２０１７１０６０１８６２３").as_deref(), Ok("ZL201710601862.3"));
    assert_eq!(application_number("CN201710601862.3").as_deref(), Ok("201710601862.3"));
    assert_eq!(patent_number("ZL95115608.x").as_deref(), Ok("ZL95115608.X"));
    assert_eq!(kind_of("ZL201710601862.3"), Some(PatentKind::Invention));
    assert_eq!(kind_of("95115608.X"), Some(PatentKind::Invention));
    assert_eq!(kind_of("ZL201720601862.X"), Some(PatentKind::UtilityModel));
    assert_eq!(kind_of("201730601862.0"), Some(PatentKind::Design));
}

#[test]
fn a_wrong_patent_number_says_what_is_wrong() {
    assert_eq!(why(patent_number("ZL201710601862.4")), "校验位应为“3”，现为“4”，请核对是否有错字或漏字。");
    assert!(why(patent_number("CN107123456B")).starts_with("专利号应为 13 位"));
    assert!(why(patent_number("ZL201770601862.3")).contains("“7”"));
    assert!(why(patent_number("ZL001710601862.3")).contains("1985"));
}

#[test]
fn a_contract_number_has_the_shape_of_the_pack() {
    assert_eq!(contract_number("2023-4201-ab000123", "9999-9999-AA999999").as_deref(), Ok("20234201AB000123"));
    assert_eq!(why(contract_number("2023420100", "9999-9999-AA999999")), "应为 16 位，现为 10 位。");
    assert_eq!(why(contract_number("20234201A9000123", "99999999AA999999")), "第 10 位“9”不符合编码规则。");
    assert_eq!(contract_number("鄂2023", "鄂9999").as_deref(), Ok("鄂2023"));
}

#[test]
fn telephones_are_kept_in_one_form() {
    for (written, kept) in [
        ("138 1234 5678", "13812345678"),
        ("+86-138-1234-5678", "13812345678"),
        ("（027）87654321", "027-87654321"),
        ("02787654321", "027-87654321"),
        ("0719-8654321", "0719-8654321"),
        ("027—87654321转801", "027-87654321-801"),
    ] {
        assert_eq!(telephone(written).as_deref(), Ok(kept), "{written}");
    }
    for wrong in ["", "110", "12345678901", "027-7654321", "87654321", "027-87654321-801-9", "1381234567"] {
        assert_eq!(telephone(wrong).map_err(|it| it.code), Err("rules.identity.telephone.shape".to_owned()), "{wrong}");
    }
    assert_eq!(why(telephone("027-8765432l")), "电话号码不能含有“l”。");
}

#[test]
fn e_mail_addresses_are_kept_with_a_small_domain() {
    assert_eq!(email(" Li.Ming＠KJJ.Wuhan.gov.CN ").as_deref(), Ok("Li.Ming@kjj.wuhan.gov.cn"));
    for (wrong, code) in [
        ("kjj.wuhan.gov.cn", "rules.identity.email.at"),
        ("李@wuhan.gov.cn", "rules.identity.email.letter"),
        (".li@wuhan.gov.cn", "rules.identity.email.local"),
        ("li@wuhan", "rules.identity.email.domain"),
        ("li@192.168.0.1", "rules.identity.email.domain"),
        ("li@a@b.cn", "rules.identity.email.domain"),
    ] {
        assert_eq!(email(wrong).map_err(|sentence| sentence.code), Err(code.to_owned()), "{wrong}");
    }
}

type Reader = fn(&str) -> Result<String, Sentence>;

const READERS: [Reader; 7] = [credit_code, citizen_id, patent_number, application_number, telephone, email, |text| {
    contract_number(text, "9999A*-*99")
}];

/// The text with the character at a place exchanged for another.
fn with_other(code: &str, at: usize, other: char) -> String {
    code.chars().enumerate().map(|(place, one)| if place == at { other } else { one }).collect()
}

proptest! {
    #[test]
    fn no_text_breaks_a_reader(text in ".*", bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        let odd = String::from_utf8_lossy(&bytes);
        for read in READERS {
            let _ = (read(&text), read(&odd));
        }
        let _ = (masked(&text), birth_day(&text), kind_of(&text), registered_in(&text));
    }

    #[test]
    fn what_is_kept_is_read_as_itself(which in 0_usize..7, seed in "[0-9A-Za-z@.+ -]{0,24}|1[3-9][0-9]{9}|0[0-9]{9,11}|[a-z.]{1,9}@[a-z]{1,5}\\.[a-z]{2}|[12][09][0-9]{11}") {
        if let Ok(kept) = READERS[which](&seed) {
            prop_assert_eq!(READERS[which](&kept), Ok(kept));
        }
        prop_assert_eq!(fold_code(&fold_code(&seed)), fold_code(&seed));
    }

    #[test]
    fn one_changed_character_of_a_code_is_found(at in 0_usize..18, other in "[0-9A-HJ-NPQRTUWXY]") {
        let (code, other) = ("91420100MA4K00000Q", other.chars().next().unwrap());
        prop_assert_eq!(credit_code(&with_other(code, at, other)).is_ok(), code.chars().nth(at) == Some(other));
        let code = "11010519491231002X";
        prop_assert_eq!(citizen_id(&with_other(code, at, other)).is_ok(), code.chars().nth(at) == Some(other));
        let (code, at) = ("2017106018623", at % 13);
        prop_assert_eq!(patent_number(&with_other(code, at, other)).is_ok(), code.chars().nth(at) == Some(other));
    }
}

#[test]
fn what_lacks_its_check_character_is_completed() {
    assert_eq!(super::credit_code::with_check("91420100MA4K00000"), "91420100MA4K00000Q");
    assert_eq!(super::citizen_id::with_check("11010519491231002"), "11010519491231002X");
    let number = super::patent_number::with_check("202310123456");
    assert_eq!(patent_number(&number), Ok(number));
}
