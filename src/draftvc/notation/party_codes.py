"""Which party a spelling names: `US` and `United States` are USA.

The table is that of the registry of parties, `python -m tests.app.party_table` writes it anew.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

_LEADING_ARTICLE = re.compile(r"\s*the\W+")


def spelling_key(written: str) -> str:
    """Return letters and digits alone, in small letters without accents or a leading “the”."""
    plain = unicodedata.normalize("NFKD", written).casefold()
    article = _LEADING_ARTICLE.match(plain)
    return "".join(filter(str.isalnum, plain[article.end() if article else 0 :]))


@lru_cache(maxsize=4096)
def party_code(written: str) -> str:
    """Return the code of the party that is named; a name that is in no list stays as written."""
    return _codes().get(spelling_key(written), written)


@cache
def _codes() -> Mapping[str, str]:
    """Return the code of each party by the ways to write it, as `spelling_key` makes them."""
    found: dict[str, str] = {}
    for line in _TABLE.splitlines():
        code, _, ways = line.partition(":")
        found[spelling_key(code)] = code
        found.update(dict.fromkeys(ways.split(), code))
    return found


_TABLE = """\
ABU: argentinabrazilanduruguay
ABW: aruba
AFG: afghanistan
AGO: angola
AIA: anguilla
AILAC: independentassociationoflatinamericaandthecaribbean
ALA: alandislands
ALB: albania
ALBA: bolivarianallianceforthepeoplesofouramerica
AND: andorra
AOSIS: allianceofsmallislandstates
APG: asiangroup asiapacificgroup asiapacificstates groupofasiapacificstates
ARE: uae unitedarabemirates
ARG: argentina
ARM: armenia
ASEAN: associationofsoutheastasiannations
ASM: americansamoa
ATA: antarctica
ATF: frenchsouthernterritories
ATG: antiguaandbarbuda
AU: africanunion
AUS: australia
AUT: austria
AZE: azerbaijan
African Group: africagroup africangroupofnegotiators africanstates agn groupofafricanstates
Arab Group: arabstates groupofarabstates las leagueofarabstates
BASIC:
BDI: burundi
BEL: belgium
BEN: benin
BES: bonairesinteustatiusandsaba
BFA: burkinafaso
BGD: bangladesh
BGR: bulgaria
BHR: bahrain
BHS: bahamas
BIH: bosniaandherzegovina
BLM: saintbarthelemy
BLR: belarus
BLZ: belize
BMU: bermuda
BOL: bolivia boliviaplurinationalstateof
BRA: brazil
BRB: barbados
BRICS:
BRN: brunei bruneidarussalam
BTN: bhutan
BVT: bouvetisland
BWA: botswana
Bureau:
CAF: car centralafricanrepublic
CAN: canada
CANZ: canadaaustraliaandnewzealand canzgroup
CARICOM: caribbeancommunity
CCK: cocoskeelingislands
CELAC: communityoflatinamericanandcaribbeanstates
CHE: switzerland
CHL: chile
CHN: china peoplesrepublicofchina prc
CIS: commonwealthofindependentstates
CIV: cotedivoire ivorycoast
CMR: cameroon
COD: congodemocraticrepublicofthe democraticrepublicofthecongo drc drcongo
COG: congo congobrazzaville republicofthecongo
COK: cookislands
COL: colombia
COM: comoros
CPV: caboverde capeverde
CRI: costarica
CUB: cuba
CUW: curacao
CXR: christmasisland
CYM: caymanislands
CYP: cyprus
CZE: czechia czechrepublic
CfRN: coalitionforrainforestnations
Chair: chairman chairperson chairs chairwoman
Co-Chair:
Co-Chairs:
Co-Facilitator:
Co-Facilitators:
DEU: germany
DJI: djibouti
DMA: dominica
DNK: denmark
DOM: dominicanrepublic
DZA: algeria
EAEU: eurasianeconomicunion
ECOWAS: economiccommunityofwestafricanstates
ECU: ecuador
EEG: easterneuropeangroup easterneuropeanstates groupofeasterneuropeanstates
EFTA: europeanfreetradeassociation
EGY: egypt
EIG: environmentalintegritygroup
ERI: eritrea
ESH: westernsahara
ESP: spain
EST: estonia
ETH: ethiopia
EU: eu27 euanditsmemberstates euanditsms euanditsmss euandmemberstates euandms euitsmemberstates
EU: euitsms eumemberstates eums europeanunion europeanunionanditsmemberstates
EU: europeanunionanditsms europeanunionitsmemberstates
Executive-Director:
Executive-Secretary:
FIN: finland
FJI: fiji
FLK: falklandislandsmalvinas
FRA: france
FRO: faroeislands
FSM: micronesia micronesiafederatedstatesof
Facilitator:
G20: groupoftwenty
G7: groupofseven
G77: g77andchina g77china groupof77 groupof77andchina
GAB: gabon
GBR: greatbritain uk unitedkingdom unitedkingdomofgreatbritainandnorthernireland
GCC: gulfcooperationcouncil
GEO: georgia
GGY: guernsey
GHA: ghana
GIB: gibraltar
GIN: guinea
GLP: guadeloupe
GMB: gambia
GNB: guineabissau
GNQ: equatorialguinea
GRC: greece
GRD: grenada
GRL: greenland
GRULAC: groupoflatinamericanandcaribbeanstates latinamericanandcaribbeangroup
GRULAC: latinamericanandcaribbeanstates
GTM: guatemala
GUF: frenchguiana
GUM: guam
GUY: guyana
HAC: highambitioncoalition
HKG: chinahongkongsar hongkong hongkongchina
HMD: heardislandandmcdonaldislands
HND: honduras
HRV: croatia
HTI: haiti
HUN: hungary
IDN: indonesia
IMN: isleofman
IND: india
IOT: britishindianoceanterritory
IRL: ireland
IRN: iran iranislamicrepublicof
IRQ: iraq
ISL: iceland
ISR: israel
ITA: italy
JAM: jamaica
JEY: jersey
JOR: jordan
JPN: japan
JUSCANZ: japanunitedstatescanadaaustralianewzealandandothers jusscannz
KAZ: kazakhstan
KEN: kenya
KGZ: kyrgyzstan
KHM: cambodia
KIR: kiribati
KNA: saintkittsandnevis
KOR: korearepublicof republicofkorea rok southkorea
KWT: kuwait
LAO: laopdr laopeoplesdemocraticrepublic laos
LBN: lebanon
LBR: liberia
LBY: libya
LCA: saintlucia
LDCs: ldc ldcgroup leastdevelopedcountries
LIE: liechtenstein
LKA: srilanka
LLDCs: landlockeddevelopingcountries lldc lldcgroup
LMDC: likemindeddevelopingcountries likemindedgroup lmdcgroup lmdcs
LSO: lesotho
LTU: lithuania
LUX: luxembourg
LVA: latvia
MAC: chinamacaosar macao macaochina macau
MAF: saintmartinfrenchpart
MAR: morocco
MCO: monaco
MDA: moldova republicofmoldova
MDG: madagascar
MDV: maldives
MERCOSUR: southerncommonmarket
MEX: mexico
MHL: marshallislands
MIKTA:
MKD: macedonia northmacedonia
MLI: mali
MLT: malta
MMR: myanmar
MNE: montenegro
MNG: mongolia
MNP: northernmarianaislands
MOZ: mozambique
MRT: mauritania
MSR: montserrat
MTQ: martinique
MUS: mauritius
MWI: malawi
MYS: malaysia
MYT: mayotte
Moderator:
NAM: namibia
NCL: newcaledonia
NER: niger
NFK: norfolkisland
NGA: nigeria
NIC: nicaragua
NIU: niue
NLD: netherlands netherlandskingdomofthe
NOR: norway
NPL: nepal
NRU: naoero nauru
NZL: newzealand
Non-Aligned Movement: movementofnonalignedcountries nonalignedcountries
Nordics: nordic nordiccountries
OACPS: acp organisationofafricancaribbeanandpacificstates
OIC: organisationofislamiccooperation organizationofislamiccooperation
OMN: oman
PAK: pakistan
PAN: panama
PCN: pitcairn
PER: peru
PHL: philippines
PIF: pacificislandsforum
PLW: palau
PNG: papuanewguinea
POL: poland
PRI: puertorico
PRK: democraticpeoplesrepublicofkorea dprk northkorea
PRT: portugal
PRY: paraguay
PSE: palestine stateofpalestine
PSIDS: pacificsmallislanddevelopingstates
PYF: frenchpolynesia
Penholder:
President:
QAT: qatar
REU: reunion
ROU: romania
RUS: russia russianfederation
RWA: rwanda
Rapporteur:
SADC: southernafricandevelopmentcommunity
SAU: ksa saudiarabia
SDN: sudan
SEN: senegal
SGP: singapore
SGS: southgeorgiaandthesouthsandwichislands
SHN: sainthelenaascensionandtristandacunha
SICA: centralamericanintegrationsystem
SIDS: smallislanddevelopingstates
SJM: svalbardandjanmayen
SLB: solomonislands
SLE: sierraleone
SLV: elsalvador
SMR: sanmarino
SOM: somalia
SPM: saintpierreandmiquelon
SRB: serbia
SSD: southsudan
STP: saotomeandprincipe
SUR: suriname
SVK: slovakia
SVN: slovenia
SWE: sweden
SWZ: eswatini swaziland
SXM: sintmaartendutchpart
SYC: seychelles
SYR: syria syrianarabrepublic
Secretariat:
Secretary-General:
Sponsors: cosponsors mainsponsor mainsponsors sponsor
TCA: turksandcaicosislands
TCD: chad
TGO: togo
THA: thailand
TJK: tajikistan
TKL: tokelau
TKM: turkmenistan
TLS: easttimor timorleste
TON: tonga
TTO: trinidadandtobago
TUN: tunisia
TUR: turkey turkiye
TUV: tuvalu
TWN: taiwanprovinceofchina
TZA: tanzania unitedrepublicoftanzania
UGA: uganda
UKR: ukraine
UMI: unitedstatesminoroutlyingislands
URY: uruguay
USA: unitedstates unitedstatesofamerica us
UZB: uzbekistan
Umbrella Group: umbrella
VAT: holysee vatican vaticancity
VCT: saintvincentandthegrenadines
VEN: venezuela venezuelabolivarianrepublicof
VGB: virginislandsbritish
VIR: virginislandsus
VNM: vietnam
VUT: vanuatu
Vice-Chair:
Vice-Chairs:
Vice-President:
WEOG: groupofwesterneuropeanandotherstates westerneuropeanandothersgroup
WEOG: westerneuropeanandotherstates
WLF: wallisandfutuna
WSM: samoa
YEM: yemen
ZAF: rsa southafrica
ZMB: zambia
ZWE: zimbabwe
"""
