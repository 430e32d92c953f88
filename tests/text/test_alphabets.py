"""Names in the alphabets of "fancy text" are found, and what is really written in another script still is."""

from string import ascii_lowercase

import pytest

from support.people import fact, seen
from unlisted.match import compile_facts
from unlisted.model import How
from unlisted.text.alphabets import _ALPHABETS, of_other_scripts
from unlisted.text.fold import fold_text

TYPES = {
    "Greek and others": "αв¢∂єƒgнιנкℓмησρqяѕтυνωχуz",
    "syllabics": "ᗩᗷᑕᗪEᖴGᕼIᒍKᒪᗰᑎOᑭᑫᖇᔕTᑌᐯᗯ᙭Yᘔ",
    "Chinese": "卂乃匚ᗪ乇千Ꮆ卄丨ﾌҜㄥ爪几ㄖ卩Ɋ尺丂ㄒㄩᐯ山乂ㄚ乙",
    "kana": "ﾑ乃cd乇ｷgんﾉﾌズﾚﾶ刀oｱq尺丂ｲu√wﾒﾘ乙",
    "curls": "ąცƈɖɛʄɠɧıʝƙƖɱŋơ℘զཞʂɬų۷ῳҳყʑ",
    "Armenian and others": "ǟɮƈɖɛʄɢɦɨʝӄʟʍռօքզʀֆȶʊʋաӼʏʐ",
    "money": "₳฿₵ĐɆ₣₲ⱧłJ₭Ⱡ₥₦Ø₱QⱤ₴₮ɄV₩ӾɎⱫ",
    "Yi": "ꍏꌃꉓꀸꍟꎇꁅꃅꀤꀭꀘ꒒ꂵꈤꂦꉣꆰꋪꌗ꓄ꀎꃴꅏꊼꌩꁴ",
    "Tai Viet": "ꪖ᥇ᥴᦔꫀᠻᧁꫝ꠸꠹ᛕꪶꪑꪀꪮρꪇ᥅ᦓꪻꪊꪜ᭙᥊ꪗɀ",
    "hooks": "ƛƁƇƊЄƑƓӇƖʆҠԼMƝƠƤƢƦƧƬƲƔƜҲƳȤ",
    "Cherokee": "ᎪᏴᏟᎠᎬfᏀᎻᎥᎫᏦᏞmᏁᎾᏢqᏒᏚᎢuᏙᏔxᎽᏃ",
    "Lisu": "ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑQꓣꓢꓔꓴꓦꓪꓫꓬꓜ",
}


OTHERWISE = {"Armenian and others", "hooks"}  # ʍ is read as w there, Ʋ as v


@pytest.mark.parametrize("name", TYPES)
def test_a_name_in_a_strange_type_is_found(name: str) -> None:
    value = "Katarina Nikolić" if name in OTHERWISE else "Milena Šupljikac"
    table = {ord(letter): sign for letter, sign in zip(ascii_lowercase, TYPES[name], strict=True)}
    found = seen(compile_facts([fact("name", value)]), f"to je {fold_text(value).translate(table)} iz grada")
    assert found["name"].how in (How.DISGUISED, How.SCRIPT)
    assert found["name"].strength >= 0.5


def test_no_sign_is_put_for_two_letters_or_has_another_reading() -> None:
    signs = [sign for alphabet in _ALPHABETS for sign in alphabet if sign != "."]
    assert len(signs) == len({*signs})
    assert not {chr(point) for point in of_other_scripts()} & {*"абвгдђежзијклљмнњопрстћуфхцчџшяюэ", *"0123456789"}


@pytest.mark.parametrize("value", ["נועה לוי", "山田 花子", "สมหญิง ใจดี", "Անի Պետրոսյան"])
def test_a_name_in_its_own_script_is_still_found(value: str) -> None:
    matcher = compile_facts([fact("name", value, "own")])
    assert seen(matcher, f"ovo je {value}, znaš")["own"].strength >= 0.5
    assert not seen(matcher, "ovo je neko drugi, za 500 ₴ i 20 £")
