"""The words that the invented municipality is made of."""

PLACE_HEADS = ["Alm", "Björk", "Ek", "Gran", "Kråk", "Lind", "Mås", "Rönn", "Svan", "Tran", "Ulv", "Ävel"]
PLACE_TAILS = ["näs", "holm", "dala", "vik", "sund", "strand", "bäck", "torp", "hult", "åsa", "ryd", "fors"]

COMMITTEES = {
    "Barn- och utbildningsnämnden": "BUN",
    "Socialnämnden": "SN",
    "Samhällsbyggnadsnämnden": "SBN",
    "Kultur- och fritidsnämnden": "KFN",
    "Miljö- och hälsoskyddsnämnden": "MHN",
    "Tekniska nämnden": "TN",
    "Arbetsmarknadsnämnden": "AMN",
    "Äldrenämnden": "ÄN",
    "Gymnasienämnden": "GN",
    "Funktionsrättsnämnden": "FN",
    "Fastighetsnämnden": "FAN",
    "Landsbygdsnämnden": "LBN",
}
DOCUMENTS = {
    "Ekonomistyrningsregler": "rules",
    "Finanspolicy": "policy",
    "Personalpolicy": "policy",
    "Riktlinje för inköp": "guideline",
    "Översiktsplan": "plan",
    "Program för bostadsförsörjning": "programme",
    "Taxa för bygglov": "tariff",
    "Arbetsordning för kommunfullmäktige": "rules_of_procedure",
}
VALUES = {
    "Omtanke": "Har jag sett vem som berörs?",
    "Mod": "Vågar vi pröva något nytt?",
    "Ordning": "Vet alla vem som gör vad?",
}
OUTLOOKS = ["Förtroendevalda", "Medarbetare", "Myndighet", "Arbetsgivare", "Plats"]
SYNONYMS = {"dagis": "förskola", "fritids": "fritidshem", "sopor": "avfall"}
YEAR = [
    ("Ramarna beslutas", "Kommunfullmäktige", 6, 6),
    ("Uppdragsplanerna antas", "Nämnderna", 9, 11),
    ("Verksamhetsplanerna fastställs", "Förvaltningscheferna", 12, 12),
    ("Årsredovisningen", "Kommunstyrelsen", 3, 4),
]

GLOBAL_GOALS = [
    "#E5243B Ingen fattigdom",
    "#DDA63A Ingen hunger",
    "#4C9F38 God hälsa och välbefinnande",
    "#C5192D God utbildning för alla",
    "#FF3A21 Jämställdhet",
    "#26BDE2 Rent vatten och sanitet för alla",
    "#FCC30B Hållbar energi för alla",
    "#A21942 Anständiga arbetsvillkor och ekonomisk tillväxt",
    "#FD6925 Hållbar industri, innovationer och infrastruktur",
    "#DD1367 Minskad ojämlikhet",
    "#FD9D24 Hållbara städer och samhällen",
    "#BF8B2E Hållbar konsumtion och produktion",
    "#3F7E44 Bekämpa klimatförändringarna",
    "#0A97D9 Hav och marina resurser",
    "#56C02B Ekosystem och biologisk mångfald",
    "#00689D Fredliga och inkluderande samhällen",
    "#19486A Genomförande och globalt partnerskap",
]
WHITE_TEXT = {1, 4, 8, 10, 13, 16, 17}
"""The global goals on whose colour white text reaches a contrast of 4.5:1."""

GOALS = [
    ("Ekonomi", "coins", "ochre", [8, 12], "Kommunen lever inte över sina tillgångar."),
    ("Lärande", "book-open", "plum", [4, 5], "Alla barn och elever når så långt det är möjligt."),
    ("Hälsa", "heart-pulse", "rose", [3, 10], "Invånare i alla åldrar kan leva ett tryggt och aktivt liv."),
    ("Miljö", "leaf", "canal", [6, 7, 13], "Kommunens utsläpp halveras och vattnet blir renare."),
    ("Öppenhet", "eye", "slate", [16], "Det är lätt att se vad kommunen har beslutat och varför."),
    ("Landsbygd", "sprout", "moss", [9, 11], "Det går att bo och arbeta i hela kommunen."),
    ("Vatten", "droplet", "water", [14, 15], "Sjöar, åar och kust mår bra."),
    ("Arbete", "handshake", "brick", [1, 8], "Fler försörjer sig själva och har ett arbete att gå till."),
]
"""Name, sign, colour, global goals and wording of the long-term goals."""

GROUPS = [
    "Barn och unga",
    "Äldre",
    "Nyinflyttade",
    "Familjer",
    "Företagare",
    "Föreningar",
    "Anhöriga",
    "Besökare",
    "Medarbetare",
    "Invånare",
]
OUTCOMES = [
    "får svar i rätt tid",
    "hittar rätt första gången",
    "kan påverka sin vardag",
    "känner sig trygga",
    "möts av samma besked överallt",
    "har nära till mötesplatser",
    "reser hållbart",
    "får stöd tidigt",
    "har tillgång till bra lokaler",
    "vet vad kommunen har beslutat",
]
VERBS = [
    "Kartlägg",
    "Förenkla",
    "Utveckla",
    "Samordna",
    "Följ upp",
    "Förbättra",
    "Se över",
    "Ta fram en plan för",
    "Ta fram mått för",
]
SUBJECTS = [
    "samarbetet med föreningarna",
    "mottagandet av nyinflyttade",
    "introduktionen av nya medarbetare",
    "handläggningen av ansökningar",
    "underhållet av lokalerna",
    "informationen på webben",
    "stödet till anhöriga",
    "inköpen av varor och tjänster",
    "skötseln av parkerna",
    "resorna i tjänsten",
    "öppettiderna",
    "beredskapen för värmeböljor",
]
ADDITIONS = ["i hela kommunen", "året om", "även på landsbygden", "tillsammans med invånarna"]
MEASURES = [
    "Andel invånare som är nöjda",
    "Andel ärenden som avgörs inom tre veckor",
    "Andel inköp som följer avtal",
    "Andel medarbetare som rekommenderar sin arbetsplats",
    "Andel som får svar samma dag",
]
AREAS = [
    "Myndighetsutövning",
    "Drift och underhåll",
    "Stöd och rådgivning",
    "Mottagning och service",
    "Utveckling och projekt",
    "Öppna verksamheter",
]
STEPS = [
    "Dialogmöte",
    "Inventering",
    "Utbildningsdag",
    "Enkät",
    "Försök",
    "Öppet hus",
    "Studiebesök",
    "Ny rutin",
    "Mätning",
    "Kvällsöppet",
]
UNITS = ["Staben", "Kvalitetsenheten", "Enheten för service", "Enheten för drift", "Utvecklingsenheten"]
OBJECTS = [
    "Ny förskola",
    "Ombyggt skolkök",
    "Gång- och cykelväg",
    "Nya vattenledningar",
    "Upprustad idrottsplats",
    "Ny lekplats",
    "Nytt boende",
    "Byte till led-belysning",
]
