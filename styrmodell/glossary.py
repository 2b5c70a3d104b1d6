"""The hard words of the steering, explained as they are in the margin beside where they are used."""

from django.utils.text import slugify

WORDS = {
    "Aktivitet": "Det en förvaltning gör under året för att klara ett uppdrag.",
    "Allmän handling": "Det som finns hos en myndighet, också brev och mejl dit. Alla får be att läsa det.",
    "Allt är fördelat": "Nämnden har bestämt vad hela ramen ska gå till.",
    "Anslagstavla": "Kommunens officiella plats för kungörelser, på kommunens webbplats. Den här portalen är inte den.",
    "Beslut": "Inget här gäller utan ett beslut. Protokollen finns hos kommunen, länkade från varje beslut.",
    "Budget och plan": "Första året är en budget: pengarna är beviljade. Åren efter är en plan som kan ändras.",
    "Budgeterat resultat": "Det som blir kvar när allt är betalt. Är det minus tas det av sparade pengar.",
    "Delegation": "När en chef får fatta beslut åt ett politiskt organ. Sådana beslut har ingen paragraf.",
    "Delårsrapport": "Hur de första månaderna av året har gått, och hur helåret ser ut att bli.",
    "Direkt och indirekt": (
        "Ett nämndmål hör direkt till ett långsiktigt mål. Det kan också bidra indirekt till andra."
    ),
    "Driftram": "Det kommunfullmäktige ger ett organ att driva sin verksamhet för under ett år.",
    "Effektivisering": "Samma arbete ska kosta mindre. Därför minus.",
    "Ej fördelat": "Pengar som nämnden ännu inte har bestämt vad de ska gå till. Det är inte samma sak som noll.",
    "Exploatering": "Kommunen gör i ordning mark och säljer tomter. Minus betyder att försäljningen ger mer.",
    "Finansnetto": "Räntor och utdelningar som kommunen får, minus räntor som den betalar.",
    "Fördelning": "Nämnden delar själv upp sin ram på verksamhetsområden.",
    "Förvaltning": "Tjänstemännen som utför det nämnden beslutar.",
    "Globalt mål": "Ett av de 17 mål för en hållbar värld som FN:s länder har enats om, i Agenda 2030.",
    "Huvuduppdrag": "Det kommunen alltid är till för, vilka planer som än gäller.",
    "Investering": "Något som byggs eller köps och används i många år, till exempel en skola.",
    "Justerat": "När protokollet är läst, godkänt och underskrivet.",
    "Jäv": "När man själv eller en närstående berörs av ett ärende. Då får man inte vara med och besluta.",
    "Lydelse": "De exakta orden i det som är beslutat.",
    "Långsiktigt mål": "Vad kommunen ska nå på sikt. Fullmäktige bestämmer målen, nämnderna bryter ner dem till egna.",
    "Lönekompensation": "Pengar från centrala poster till nämnderna när årets löner är klara.",
    "Mått": "Så mäts om kommunen närmar sig målet. Siffrorna är vad kommunen siktar på, inte vad det blev.",
    "Nettokostnad": "Det verksamheten kostar när avgifter och andra intäkter är borträknade.",
    "Nämnd": "Politiker som kommunfullmäktige har valt att ansvara för ett område, till exempel skolan.",
    "Nämndmål": "En nämnds eget mål. Det säger vad nämnden gör för att kommunen ska nå ett långsiktigt mål.",
    "Ombudgetering": "Pengar som inte användes ett år följer med till nästa.",
    "Omfördelning": "Pengar flyttas från ett organ till ett annat. Summan är oförändrad.",
    "Paragraf": "Beslutets nummer i protokollet.",
    "Prioriterat mål": "Ett långsiktigt mål så som den strategiska planen formulerar det.",
    "Ramförändring": "Varför ramen skiljer sig från året före.",
    "Registrator": "Den som tar emot och ordnar kommunens post, och hjälper till att hitta handlingar.",
    "Reservation": "Att i protokollet visa att man inte står bakom ett beslut.",
    "Röd tråd": "Sambandet från visionen till det som görs i år. En fransig ände betyder att ingen har tagit vid.",
    "Sigill": "Ett fingeravtryck av planens alla ord och siffror. Ändras ett enda tecken stämmer det inte längre.",
    "Stapeln": "Färgen är organets. Änden i en annan färg har kommit till sedan året före.",
    "Statsbidrag och utjämning": "Pengar från staten, och mellan kommuner så att alla kan ge ungefär samma service.",
    "Strategisk plan": "Fullmäktiges plan: mål, särskilda uppdrag, ramar och investeringar för tre eller fyra år.",
    "Styrdokument": "Regler och planer som politiken har beslutat och som alla i kommunen har att hålla sig till.",
    "Så vill vi uppfattas": "Hur omvärlden ska möta kommunen, i var och en av dess roller.",
    "Särskilt uppdrag": "Något som kommunfullmäktige självt har bett en eller flera nämnder att göra.",
    "Taxa": "Betalas med avgifter, till exempel för vatten och avfall.",
    "Tegelsten": "En sten är en krona av hundra. Beloppen är avrundade så att de blir hundra stenar.",
    "Tilläggsanslag": "Mer pengar under året. Den som beslutar ska säga varifrån de tas.",
    "Tkr": "Tusen kronor. 1 000 tkr är en miljon.",
    "Uppdrag": "Det nämnden ber sin förvaltning att göra.",
    "Uppdragsplan": "Nämndens plan: ansvar, mål, uppdrag till förvaltningen och hur pengarna fördelas.",
    "Utgåva": "En plan kan ändras genom ett nytt beslut. Varje utgåva ligger kvar på sin egen adress.",
    "Verksamhetsområde": "En del av nämndens verksamhet som har egna pengar, till exempel hemtjänst.",
    "Verksamhetsplan": "Förvaltningens plan för ett år: vad som ska göras för att klara nämndens uppdrag.",
    "Vision": "Det som driver kommunen, på lång sikt.",
    "Värdeord": "Ord som ska prägla allt kommunen gör, vart och ett med en fråga att ställa sig.",
    "Årsredovisning": "Hur det gick med målen, uppdragen och pengarna under året. Lämnas senast den 15 april.",
}


def anchor(term: str) -> str:
    """Where in the word list the term stands."""
    return slugify(term)
