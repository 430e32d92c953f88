"""Slavic names outside the Serbian table: Slovene, Macedonian, Bulgarian, Polish, Czech, Slovak, Russian, Ukrainian.

A woman's surname that is an adjective (Nowakowska, Nováková, Smirnova) declines; one that is a noun stays as it is,
which needs no line here.
"""

from __future__ import annotations

_SLOVENE = """
ec > ca cu cem ce cev ceva cevi cevo cevega
ek > ka ku kom ke kov kova kovi kovo kovega
el > la lu lom le lov lova lovi lovo lovega
er > ra ru rom re rja rju rjem erja erju erjem erjev erjeva erjevi erjevo
r > ra ru rom re rja rju rjem rjev rjeva rjevi rjevo rjevega
ska > ske ski sko
a > e i o in ina ine ino ini inega inem
e > eta etu etom etov etova etovi
o > a u om ov ova ovi ovo eta etu etom etov
i > ija iju ijem ijev ijeva
y > yja yju yjem yjev
C > a u om em ov ova ove ovo ovi ovega ovem ev eva eve evo evi evega evem
"""
_MACEDONIAN = """
ski > skiot skiov skio
ov > ova ovi
ev > eva evi
a > e o in ina ino inata iniot oviot ovata
o > a e ov ova oviot
e > eta
C > a e u ot ov ova ovo oviot ovata
"""
_POLISH = """
ska > skiej sko
cka > ckiej cko
dzka > dzkiej dzko
owa > owej owo
ka > ki ce ko
ga > gi dze go
cha > chy sze cho
ra > ry rze ro
la > li ly le lo
ta > ty cie to
sta > sty scie sto
da > dy dzie do
zda > zdy zdzie zdo
ja > i ji jo
ia > i ii iu io
a > y i ie e o
ek > ka kowi kiem ku kowie kow
iec > ca cowi cem cu cowie cow
ec > ca cowi cem cu
el > la lowi lem le lu ela elowi elem elu
ski > skiego skiemu skim scy skich skimi skie
cki > ckiego ckiemu ckim ccy ckich ckimi ckie
dzki > dzkiego dzkiemu dzkim dzcy dzkich
y > ego emu ym ych ymi
i > iego iemu im ich
ko > ki ce ke kow kowie
o > y ie e a owi em
k > ka kowi kiem ku kowie kow
g > ga gowi giem gu gowie gow
n > na nowi nem nie nia niowi niem niu nowie now
c > ca cowi cem cu cia ciowi ciem ciu
r > ra rowi rem rze row rowie
d > da dowi dem dzie dow dowie
t > ta towi tem cie tow towie
C > a owi em iem u ie y owie ow
"""
_CZECH = """
ova > ove ovou ovi
ska > ske skou
cka > cke ckou
ka > ky ce ku ko kou cin cina cine cinu
ga > gy ze gu go gou
ha > hy ze hu ho hou
cha > chy se chu cho chou
ra > ry re ru ro rou rin rina rine rinu
a > y e u i o ou in ina ine inu ino
ie > ii
ce > ci
ek > ka kovi kem ku kove kuv
ec > ce ci covi cem cuv
el > la lovi lem li le ela elovi elem eli luv
y > eho emu ym em ych
i > iho imu im
o > a ovi em
C > a ovi em e u i ove uv y ech
"""
_SLOVAK = """
ova > ovej ovu ovou
ska > skej sku skou
cka > ckej cku ckou
a > y e u i ou in ina ine inu
ia > ii iu iou
ek > ka kovi kom ku
ec > ca covi com
el > la lovi lom
y > eho emu ym om ych
i > iho imu im
o > a ovi om
C > a ovi om e u i ovci ovcov
"""
_RUSSIAN = """
skaja > skoj skuju skoju
aja > oj uju oju
ija > ii iju iej
ja > i e ju ej eju jej
ova > ovoj ovu ovoju
eva > evoj evu evoju
ina > inoj inu inoju iny ine
a > y i e u oj oju ej
skij > skogo skomu skim skom skie skih skix
ski > skogo skomu skim skom
sky > skogo skomu skim skom
yj > ogo omu ym om
ij > ija iju iem ii ogo omu im om
ej > eja eju eem em ee
j > ja ju em e
el > la lu lom le elja elju elem ele
ov > ova ovu ovym ove ovy ovyh ovyx
ev > eva evu evym eve evy evyh evyx
in > ina inu inym ine iny inyh inyx inom
r > ra ru rom re rja rju rem
C > a u om em e y ym ja ju
"""
_UKRAINIAN = """
ska > skoi skij sku skoju
cka > ckoi ckij cku ckoju
ija > ii iju ieju
ja > i ju eju jeju
ova > ovoi ovij ovu ovoju
eva > evoi evij evu evoju
ka > ky ki ci ku koju ko
ga > gy gi zi gu goju go
a > y i u oju o eju
skij > skogo skomu skim skih skix
ckij > ckogo ckomu ckim
yj > ogo omu im ym
ij > ija iju iem ogo omu im
j > ja ju em
ko > ka ku kovi kom
o > a u ovi om
C > a u ovi om em i ja ju ev evi im iv
"""

TABLES = {
    "sl": _SLOVENE, "mk": _MACEDONIAN, "bg": _MACEDONIAN, "pl": _POLISH, "cs": _CZECH, "sk": _SLOVAK, "ru": _RUSSIAN,
    "uk": _UKRAINIAN,
}  # fmt: skip
TELLING = {
    "mk": r"[ѓќѕ]|[ео]вск[иа]\b|[eo]vsk[ia]\b",
    "pl": r"[łńśźżąę]|[sc]z|rz|wsk[ia]\b|dzk[ia]\b|wicz\b",
    "cs": r"ová\b|[řěůýňťď]",
    "sk": r"ová\b|[ľĺŕýňťď]",
    "ru": r"[ыэёъщюяйь]|aya\b|sk(?:iy|yy|ij)\b|y[aeu]v|yev",
    "uk": r"[їєґі]|enko\b|енко\b",
}
