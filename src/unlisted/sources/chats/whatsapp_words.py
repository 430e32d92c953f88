"""What WhatsApp writes into an exported chat where a picture, a video or a recording was, in the languages it speaks.

On Android one phrase in angle brackets stands for any of them; on iPhones a short phrase says which it was. The phrases
are those that public parsers of such exports list; for a language that is not among them the form alone decides.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from unlisted.sources.media import kind_by_name

# "<Media omitted>", "<медији су изостављени>", "<medijski zapis izostavljen>", "<Medien ausgeschlossen>"…: nothing but
# a few words in angle brackets, in whichever language.
_ANDROID = re.compile(r"[\u200e\u200f]*<[^\W\d_][^<>:@/\n\d]{3,60}>\Z")
_EDITED = re.compile(
    r"edited|editado|bearbeitet|modifi|editada|изменено|izmenjen|izmijenj|измењен|düzenlendi|szerkeszt"
)

_NOUNS = {
    "pictures": "image|imagen|imagem|immagine|bild|kép|görüntü|resim|slika|слика|изображение|зображення|obrázek|"
    "zdjęcie|"
    "afbeelding|gif(?:-анімацію)?|foto(?:grafija)?|imaginea|fotografia",
    "videos": "video|vidéo|vídeo|videó|видео|відео|wideo|video zapis|video snimak|videozapis|video poruka|видео снимак",
    "voice": "audio|аудио|аудіо|hang|ses|sesli mesaj|glasovna poruka|zvuk|аудио снимак|audio zapis|ficheiro de áudio|"
    "áudio|dźwięk|zvučni zapis|hangüzenet",
    "stickers": "sticker|стикер|наклейку|nálepka|matrica|çıkartma|nalepnica|naljepnica|налепница|figurinha|adesivo|"
    "naklejka|autocollant",
    "files": "document|documento|dokument|документ|dokumentum|belge|kontaktkarte|contact card|fiche contact|"
    "scheda contatto|contacto|tarjeta de contacto|карточка контакта|картка контакту|vizitka|névjegy|kişi kartı|"
    "kontakt kartica|kontakt|контакт|cartão do contato",
}
_GONE = (
    r"omitted|weggelassen|ausgelassen|absente?|omise?s?|manquante?|retiré|omess[oa]|esclusa|non inclus[oa]|omitid[oa]|"
    r"ocultad[oa]|não revelad[oa]|отсутствует|не добавлен[ао]?|пропущен[ао]?|відсутн[єія]|пропущено|не додано|"
    r"kihagyva|elhagyva|mellőzve|dahil edilmedi|atlandı|izostavljen[aoi]?|изостављен[аои]?|nije uključen[ao]?|"
    r"vynechán[ao]?|pominięto|pominięt[aye]|weggelaten"
)
_IPHONE = re.compile(
    r"(?:^|\u200e)(?:" + "|".join(f"(?P<{kind}>{nouns})" for kind, nouns in _NOUNS.items()) + rf") (?:{_GONE})\.?\Z",
    re.IGNORECASE,
)
# "<attached: 00000012-PHOTO-….jpg>" on iPhones, "IMG-….jpg (file attached)" on Android.
_ATTACHED = re.compile(
    r"<[^<>:\n]{2,25}:[ \u00a0](?P<iphone>[^<>\n]{1,200}\.\w{2,5})>\Z"
    r"|[\u200e\u200f]*(?P<android>[^\n()]{1,200}\.\w{2,5}) \([^()\n]{4,30}\)(?:\n|\Z)"
)


def media_of(body: str) -> str | None:
    """What of a message is not in the text: a word for its kind, `media_files` where none is told; None for nothing.

    "null" stands where WhatsApp itself could not export a message.
    """
    if len(body) > 400:
        body = body[:200] + body[-200:]
    last = body[-1:]
    if last == ">":
        if found := _ATTACHED.search(body):
            return _by_name(found["iphone"])
        return "media_files" if _ANDROID.match(body) and not _EDITED.search(body) else None
    if body == "null":
        return "unsupported"
    if (found := _IPHONE.search(body)) and found.lastgroup:
        return found.lastgroup
    if "(" in body and (found := _ATTACHED.match(body)):
        return _by_name(found["android"])
    return None


def _by_name(name: str) -> str:
    return kind_by_name(PurePath(name).name) or "files"
