"""Languages by their ISO 639-1 code."""

from typing import Literal

_CODES = """
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de
    dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia
    id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo
    lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl
    ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk
    tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """
CODES = frozenset(_CODES.split())

_NAMES = {
    code: (dutch, english)
    for code, dutch, english in (
        line.split()
        for line in """
        am Amhaars Amharic
        ar Arabisch Arabic
        az Azerbeidzjaans Azerbaijani
        bg Bulgaars Bulgarian
        bn Bengaals Bengali
        bs Bosnisch Bosnian
        cs Tsjechisch Czech
        da Deens Danish
        de Duits German
        el Grieks Greek
        en Engels English
        es Spaans Spanish
        et Ests Estonian
        fa Perzisch Persian
        fi Fins Finnish
        fr Frans French
        fy Fries Frisian
        he Hebreeuws Hebrew
        hi Hindi Hindi
        hr Kroatisch Croatian
        hu Hongaars Hungarian
        hy Armeens Armenian
        id Indonesisch Indonesian
        it Italiaans Italian
        ja Japans Japanese
        ka Georgisch Georgian
        ko Koreaans Korean
        ku Koerdisch Kurdish
        li Limburgs Limburgish
        lt Litouws Lithuanian
        lv Lets Latvian
        mk Macedonisch Macedonian
        ms Maleis Malay
        ne Nepalees Nepali
        nl Nederlands Dutch
        no Noors Norwegian
        om Oromo Oromo
        pa Punjabi Punjabi
        pl Pools Polish
        ps Pasjtoe Pashto
        pt Portugees Portuguese
        ro Roemeens Romanian
        ru Russisch Russian
        rw Kinyarwanda Kinyarwanda
        sk Slowaaks Slovak
        sl Sloveens Slovenian
        so Somalisch Somali
        sq Albanees Albanian
        sr Servisch Serbian
        sv Zweeds Swedish
        sw Swahili Swahili
        ta Tamil Tamil
        th Thai Thai
        ti Tigrinya Tigrinya
        tl Tagalog Tagalog
        tr Turks Turkish
        uk Oekraïens Ukrainian
        ur Urdu Urdu
        vi Vietnamees Vietnamese
        zh Chinees Chinese
        """.strip().splitlines()
    )
}


def name_of(code: str, language: Literal["nl", "en"] = "nl") -> str:
    """The language's name in Dutch or English; a rare one keeps its code."""
    if code in _NAMES:
        return _NAMES[code][language == "en"]
    return f"taal “{code}”" if language == "nl" else f"language “{code}”"
