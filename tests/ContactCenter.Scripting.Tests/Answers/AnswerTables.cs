namespace ContactCenter.Scripting.Tests.Answers;

/// <summary>The tables: type | answer | invariant value, or why not.</summary>
internal static class AnswerTables
{
    public static string Of(string language) => language switch
    {
        "it" => Italian,
        "pl" => Polish,
        "ru" => Russian,
        _ => English,
    };

    private const string Italian = """
        yes/no | sì | yes
        yes/no | si, certo | yes
        yes/no | va bene | yes
        yes/no | d'accordo, grazie | yes
        yes/no | no grazie | no
        yes/no | non va bene | no
        yes/no | non è corretto | no
        yes/no | non sono d'accordo | no
        yes/no | non confermo, grazie | no
        yes/no | no, va bene | Ambiguous
        yes/no | non sono sicuro | NotUnderstood
        yes/no | 2 | no
        yes/no | forse | NotUnderstood
        yes/no | non lo so | NotUnderstood
        yes/no | sì no | Ambiguous
        yes/no | sicurezza | NotUnderstood
        yes/no | sì ma non adesso | NotUnderstood
        yes/no | non certo | NotUnderstood
        number | 25 anni | NotUnderstood
        number | uno o due | NotUnderstood
        number | venti virgola | NotUnderstood
        number | 12,5,7 | NotUnderstood
        date | domani o dopodomani | NotUnderstood
        date | forse domani | NotUnderstood
        date | 32 marzo | Impossible
        time | alle 3 o alle 4 | NotUnderstood
        time | 12:60 | NotUnderstood
        money | 12,505 € | NotUnderstood
        moment | domani mattina | Incomplete
        moment | dopodomani mattina alle 8 | 2027-03-04T08:00+01:00
        moment | stanotte alle 2 | 2027-03-03T02:00+01:00
        moment | stanotte alle due e mezza | 2027-03-03T02:30+01:00
        moment | stanotte alle 23 | 2027-03-02T23:00+01:00
        moment | stasera a mezzanotte | 2027-03-03T00:00+01:00
        moment | oggi a mezzanotte | 2027-03-03T00:00+01:00
        moment | oggi a mezzanotte meno un quarto | 2027-03-02T23:45+01:00
        moment | oggi a mezzanotte e un quarto | 2027-03-03T00:15+01:00
        moment | oggi alle 24 | 2027-03-03T00:00+01:00
        moment | domani alle 24 | 2027-03-04T00:00+01:00
        moment | mezzanotte | 2027-03-03T00:00+01:00
        moment | oggi a mezzogiorno | 2027-03-02T12:00+01:00
        moment | questa sera alle 8 | 2027-03-02T20:00+01:00
        moment | questo pomeriggio alle 3 | 2027-03-02T15:00+01:00
        moment | questa notte alle due | 2027-03-03T02:00+01:00
        moment | alle 8 di questa sera | 2027-03-02T20:00+01:00
        moment | alle 8 di domani sera | 2027-03-03T20:00+01:00
        moment | questa sera | Incomplete
        moment | questa alle 8 | NotUnderstood
        choice | in casa o in strada | Ambiguous
        choice | uno | inside
        choice | 2 o 3 | NotUnderstood
        text 20 | non lo so | non lo so
        text 20 | questo testo ha più di venti caratteri | TooLong
        number | venticinque | 25
        number | mille e cinque | 1005
        number | milleduecentotrentaquattro | 1234
        number | duemilaventisette | 2027
        number | centottanta | 180
        number | meno cinque | -5
        number | 1.234,5 | 1234.5
        number | 1.234 | 1234
        number | 12,5 | 12.5
        number | 12.5 | 12.5
        number | due e mezzo | 2.5
        number | ,5 | 0.5
        number | circa ,5 | 0.5
        number | un milione e mezzo | 1500000
        number | 2 milioni e mezzo | 2500000
        number | mezzo milione | 500000
        number | duemila e mezzo | NotUnderstood
        number | un milione duecentomila e mezzo | NotUnderstood
        number | due virgola cinquemila | NotUnderstood
        number | tre virgola 05 | 3.05
        number | tre virgola zero cinque | 3.05
        number | 3 milioni | 3000000
        number | cinque cinque | NotUnderstood
        number | venti zero | NotUnderstood
        number | boh | NotUnderstood
        number 1..10 | undici | OutOfRange
        number 1..10 | circa sette | 7
        money | 12,50 € | 12.5 EUR
        money | € 1.200 | 1200 EUR
        money | dodici euro e cinquanta | 12.5 EUR
        money | 80 centesimi | 0.8 EUR
        money | € ,50 | 0.5 EUR
        money | 5 euro 3 penny | NotUnderstood
        money | 12,50 euro e 30 | NotUnderstood
        money | euro cinquanta | 50 EUR
        money | sterlina cinquanta | 1.5 GBP
        money | 5 dollari e 20 centesimi | 5.2 USD
        money | cinquanta | Incomplete
        money | tanti euro | NotUnderstood
        digits 4..6 | 12 34-5 | 12345
        digits 4..6 | uno due tre quattro | 1234
        digits 4..6 | 123 | TooShort
        digits 4..6 | 1234567 | TooLong
        digits 4..6 | 12a4 | NotUnderstood
        phone | 333 123 4567 | +393331234567
        phone | +39 02-1234567 | +39021234567
        phone | 0048 601 234 567 | +48601234567
        phone | (+39) 333-1234567 | +393331234567
        phone | +39 (0)2 1234567 | +39021234567
        phone | +44 (0)20 7946 0958 | +442079460958
        phone | tre tre tre uno due tre quattro cinque sei sette | +393331234567
        phone | 12 | NotUnderstood
        email | Mario.Rossi@Esempio.IT. | Mario.Rossi@esempio.it
        email | mario punto rossi chiocciola esempio punto it | mario.rossi@esempio.it
        email | mario@ | NotUnderstood
        address | via Roma 12, 20121 Milano | via Roma|12|Milano|20121
        address | Corso Vittorio Emanuele II, 10/a, Torino | Corso Vittorio Emanuele II|10/a|Torino|
        address | piazza Duomo 1 Milano | piazza Duomo|1|Milano|
        address | via Garibaldi | via Garibaldi|||
        address | via 4 Novembre, Roma | via 4 Novembre||Roma|
        address | via 4 Novembre 10, Roma | via 4 Novembre|10|Roma|
        address | via 4 Novembre, 10, Roma | via 4 Novembre|10|Roma|
        address | via XX Settembre 5, Genova | via XX Settembre|5|Genova|
        address | piazza 5 Giornate, Milano | piazza 5 Giornate||Milano|
        address | via Roma, 12 - 20121 Milano (MI) | via Roma|12|Milano (MI)|20121
        address | via Roma 12 - Milano | via Roma|12|Milano|
        address | lungomare 10 Bari | lungomare|10|Bari|
        address | numero 12, via Roma, Milano | via Roma|12|Milano|
        address | non lo so | NotUnderstood
        date | domani | 2027-03-03
        date | dopodomani | 2027-03-04
        date | lunedì prossimo | 2027-03-08
        date | lunedì scorso | 2027-03-01
        date | lo scorso martedì | 2027-02-23
        date | martedì | 2027-03-09
        date | venerdì 5 marzo | 2027-03-05
        date | 5/3 | 2027-03-05
        date | 1/3 | 2028-03-01
        date | il 5 | 2027-03-05
        date | primo aprile | 2027-04-01
        date | cinque marzo 2028 | 2028-03-05
        date | fra due settimane | 2027-03-16
        date | 2027-12-24 | 2027-12-24
        date | 29/2 | 2028-02-29
        date | 31/2 | Impossible
        date | 31 aprile | Impossible
        date | lunedì 5 marzo | Contradictory
        date | 5 | Incomplete
        date | non so | NotUnderstood
        birthday | 7/8/65 | 1965-08-07
        birthday | 5 marzo | 2026-03-05
        birthday | lunedì scorso | 2027-03-01
        time | alle 3 e mezza | 15:30
        time | 15:30 | 15:30
        time | 03:30 | 03:30
        time | le otto di sera | 20:00
        time | le nove meno un quarto | 08:45
        time | alle tre meno dieci | 14:50
        time | mezzogiorno e mezzo | 12:30
        time | mezzogiorno meno un quarto | 11:45
        time | mezzogiorno e dieci | 12:10
        time | mezzanotte e un quarto | 00:15
        time | mezzanotte meno cinque | 23:55
        time | a mezzanotte | 00:00
        time | all'una e un quarto | 13:15
        time | alle 25 | NotUnderstood
        time | le 15 di mattina | Contradictory
        moment | domani alle 3 | 2027-03-03T15:00+01:00
        moment | stasera alle otto | 2027-03-02T20:00+01:00
        moment | alle 9 | 2027-03-02T21:00+01:00
        moment | fra due ore | 2027-03-02T12:00+01:00
        moment | venerdì alle 10 e mezza | 2027-03-05T10:30+01:00
        moment | 5/3 15.30 | 2027-03-05T15:30+01:00
        moment | 28 marzo alle 02:30 | InClockGap
        moment | 31 ottobre alle 02:30 | InClockOverlap
        moment | domani | Incomplete
        moment | 31/2 alle 10 | Impossible
        duration | due ore e mezza | 150m
        duration | mezz'ora | 30m
        duration | 90 min | 90m
        duration | un'ora e venti | 80m
        duration | 1h30 | 90m
        duration | tre giorni | 4320m
        duration | un po' | NotUnderstood
        choice | 2 | outside
        choice | la seconda | outside
        choice | in strada | outside
        choice | in str | outside
        choice | palazzo | inside
        choice | fuori | outside
        choice | appartamnto | inside
        choice | sono in strada, davanti al bar | outside
        choice | nessun odore | none
        choice | odore | NotUnderstood
        choice | non in strada | NotUnderstood
        choice | tutto tranne in strada | NotUnderstood
        choice | nessuno è in casa | NotUnderstood
        choice | mai in strada | NotUnderstood
        choice | in casa, mai in strada | NotUnderstood
        choice | niente odore | none
        choice | in | Ambiguous
        choice | 7 | OutOfRange
        choice | forse | NotUnderstood
        choices | casa e strada | inside, outside
        choices | 1, 2 | inside, outside
        numbers | 1, 2 e 5,5 | 1, 2, 5.5
        numbers | ,5, 2, ,25 | 0.5, 2, 0.25
        numbers | 1 ,2 ,3 | 1, 2, 3
        numbers | due e mezzo e tre | 2.5, 3
        numbers | cento e cinque e sei | 105, 6
        date | venerdì a otto | 2027-03-12
        date | oggi a otto | 2027-03-09
        date | domani a quindici | 2027-03-17
        date | lunedì della settimana prossima | 2027-03-08
        date | la settimana prossima venerdì | 2027-03-12
        date | la settimana prossima | Incomplete
        date | il 1° maggio | 2027-05-01
        date | due giorni fa | 2027-02-28
        date | fra giorni | NotUnderstood
        date | 3-4 | NotUnderstood
        date | 03-04-27 | 2027-04-03
        time | dopo le 3 | NotUnderstood
        time | dalle 3 | NotUnderstood
        time | dalle 9 alle 17 | NotUnderstood
        moment | domattina alle 8 | 2027-03-03T08:00+01:00
        moment | domani a mezzanotte | Ambiguous
        moment | domani notte alle 2 | Ambiguous
        moment | domani alle 2 di notte | 2027-03-03T02:00+01:00
        moment | domani sera a mezzanotte | 2027-03-04T00:00+01:00
        moment | venerdì a otto alle 10 | 2027-03-12T10:00+01:00
        moment | domani a otto | Incomplete
        email | mario rossi chiocciola esempio punto it | NotUnderstood
        address | E. Fermi 12, Roma | E. Fermi|12|Roma|
        moment | un'ora fa | 2027-03-02T09:00+01:00
        money | 5 euro o 6 | NotUnderstood
        money | 1,200 euro | Ambiguous
        money | 0,500 euro | 0.5 EUR
        digits 4..6 | 12 cento | NotUnderstood
        phone | il mio numero è 333 1234567 | +393331234567
        address | no | NotUnderstood
        address | va bene | NotUnderstood
        address | abito in via Roma 12, Milano | via Roma|12|Milano|
        choice | gas | NotUnderstood
        choice | odre | NotUnderstood
        choice | manca il gas | none
        choice | dal vicino o in strada | NotUnderstood
        choice | in casa o nel palazzo | inside
        choices | casa o strada | NotUnderstood
        """;

    private const string Polish = """
        yes/no | tak | yes
        yes/no | TAK, oczywiście | yes
        yes/no | zgadza się | yes
        yes/no | nie, dziękuję | no
        yes/no | nie zgadza się | no
        yes/no | nie dobrze | no
        yes/no | to nie jest prawda | no
        yes/no | nie, oczywiście | no
        yes/no | oczywiście | yes
        yes/no | nie, dobrze | Ambiguous
        yes/no | nie tak | Ambiguous
        yes/no | nie jestem pewien | NotUnderstood
        yes/no | nie wiem | NotUnderstood
        yes/no | może | NotUnderstood
        yes/no | tak nie | Ambiguous
        yes/no | no | NotUnderstood
        number | dwa albo trzy | NotUnderstood
        money | 1.234 zł | Ambiguous
        date | jutro albo pojutrze | NotUnderstood
        time | wpół do pierwszej | 12:30
        choice | w domu czy na ulicy | Ambiguous
        number | dwadzieścia pięć | 25
        number | sto jeden | 101
        number | dwa tysiące dwadzieścia siedem | 2027
        number | pięć tysięcy | 5000
        number | minus trzy | -3
        number | 1 234,5 | 1234.5
        number | 1.234 | Ambiguous
        number | 12.5 | 12.5
        number | dwa i pół | 2.5
        number | półtora | 1.5
        number | półtora tysiąca | 1500
        number | dwa i pół tysiąca | 2500
        number | pół miliona | 500000
        number | dwanaście przecinek pięć | 12.5
        number | pięć pięć | NotUnderstood
        number | dużo | NotUnderstood
        number 1..10 | jedenaście | OutOfRange
        money | dwanaście złotych | 12 PLN
        money | 12,50 zł | 12.5 PLN
        money | 12 zł 50 gr | 12.5 PLN
        money | pięć euro | 5 EUR
        money | złoty pięćdziesiąt | 1.5 PLN
        money | złoty pięćdziesiąt groszy | 1.5 PLN
        money | złoty 50 | Ambiguous
        money | 5 zł 3 centy | NotUnderstood
        money | euro 50 | 50 EUR
        money | 100 | Incomplete
        digits 4..6 | 00-238 | 00238
        digits 4..6 | dwanaście trzydzieści cztery | 1234
        digits 4..6 | 12 | TooShort
        phone | 601 234 567 | +48601234567
        phone | +48 22 123 45 67 | +48221234567
        phone | 60123456 | NotUnderstood
        email | jan.nowak@przyklad.pl | jan.nowak@przyklad.pl
        email | jan kropka nowak małpa przyklad kropka pl | jan.nowak@przyklad.pl
        address | ul. Długa 3/5, 00-238 Warszawa | ul. Długa|3/5|Warszawa|00-238
        address | Długa 3 Warszawa | Długa|3|Warszawa|
        address | ul. 3 Maja 12, Gdańsk | ul. 3 Maja|12|Gdańsk|
        address | ul. 3 Maja, Gdańsk | ul. 3 Maja||Gdańsk|
        address | ul. 3-go Maja 12/4, Gdańsk | ul. 3-go Maja|12/4|Gdańsk|
        address | 3 Maja 12, Gdańsk | 3 Maja|12|Gdańsk|
        address | Rynek 5 Wrocław | Rynek|5|Wrocław|
        address | ul. 11 Listopada 5 m 3, Łódź | ul. 11 Listopada|5 m 3|Łódź|
        address | aleje Jerozolimskie 100 m. 5, Warszawa | aleje Jerozolimskie|100 m. 5|Warszawa|
        address | Kraków | ||Kraków|
        address | nie wiem | NotUnderstood
        date | jutro | 2027-03-03
        date | pojutrze | 2027-03-04
        date | w piątek | 2027-03-05
        date | w przyszły piątek | 2027-03-12
        date | 5 marca | 2027-03-05
        date | piątego marca | 2027-03-05
        date | dwudziestego pierwszego marca | 2027-03-21
        date | 5.03.2027 r. | 2027-03-05
        date | 5.3 | 2027-03-05
        date | za tydzień | 2027-03-09
        date | za dwa tygodnie | 2027-03-16
        date | dnia 7 | 2027-03-07
        date | 31.2 | Impossible
        date | w środę 5 marca | Contradictory
        date | kiedyś | NotUnderstood
        time | kwadrans po ósmej | 08:15
        time | za kwadrans ósma | 07:45
        time | wpół do ósmej | 07:30
        time | o ósmej wieczorem | 20:00
        time | o piętnastej trzydzieści | 15:30
        time | dziesięć po trzeciej | 15:10
        time | w południe | 12:00
        time | o północy | 00:00
        time | 15:30 | 15:30
        time | godzina 9 | 09:00
        time | o dwudziestej piątej | NotUnderstood
        moment | jutro o ósmej | 2027-03-03T08:00+01:00
        moment | jutro rano o ósmej | 2027-03-03T08:00+01:00
        moment | w piątek o 15:30 | 2027-03-05T15:30+01:00
        moment | za godzinę | 2027-03-02T11:00+01:00
        moment | dziś wieczorem o 7 | 2027-03-02T19:00+01:00
        moment | dziś w nocy o drugiej | 2027-03-03T02:00+01:00
        moment | dziś o północy | 2027-03-03T00:00+01:00
        moment | o północy | 2027-03-03T00:00+01:00
        moment | dzisiejszego wieczoru o 8 | 2027-03-02T20:00+01:00
        moment | o 8 dziś wieczorem | 2027-03-02T20:00+01:00
        moment | 5 marca o dziesiątej | 2027-03-05T10:00+01:00
        moment | jutro | Incomplete
        duration | dwie godziny | 120m
        duration | pół godziny | 30m
        duration | półtorej godziny | 90m
        duration | godzina i dwadzieścia minut | 80m
        duration | 90 min | 90m
        duration | kwadrans | 15m
        duration | chwilę | NotUnderstood
        choice | 1 | inside
        choice | druga | outside
        choice | ulicy | outside
        choice | mieszkanie | inside
        choice | mieszkanei | inside
        choice | na ulicy, przed domem | outside
        choice | nie na ulicy | NotUnderstood
        choice | nikt nie jest na ulicy | NotUnderstood
        choice | nikogo na ulicy | NotUnderstood
        choice | wszędzie oprócz mieszkanie | NotUnderstood
        choice | brak gazu | none
        choice | nie wiem | NotUnderstood
        choice | 9 | OutOfRange
        choices | ulica i blok | NotUnderstood
        choices | na ulicy i mieszkanie | outside, inside
        numbers | 1; 2; 3 | 1, 2, 3
        date | w piątek w przyszłym tygodniu | 2027-03-12
        date | w przyszłym tygodniu w piątek | 2027-03-12
        date | do piątku | NotUnderstood
        date | 1-go maja | 2027-05-01
        date | dwa dni temu | 2027-02-28
        date | pierwszego maja dwa tysiące dwudziestego ósmego roku | 2028-05-01
        birthday | pierwszego maja tysiąc dziewięćset osiemdziesiątego | 1980-05-01
        birthday | trzeciego maja osiemdziesiątego piątego roku | 1985-05-03
        birthday | trzeciego maja osiemdziesiątego piątego | NotUnderstood
        time | po ósmej | NotUnderstood
        time | od ósmej | NotUnderstood
        time | pięć po ósmej | 08:05
        moment | jutro o północy | Ambiguous
        moment | jutro w nocy o drugiej | Ambiguous
        moment | jutro o drugiej w nocy | 2027-03-03T02:00+01:00
        moment | pierwszego maja dwa tysiące dwudziestego ósmego o dziesiątej | 2028-05-01T10:00+02:00
        duration | godziny dwie | NotUnderstood
        duration | około godziny | 60m
        money | 5 zł lub 6 | NotUnderstood
        phone | mój numer to 601 234 567 | +48601234567
        address | tak | NotUnderstood
        address | mieszkam na ulicy Długiej 5 w Krakowie | ulicy Długiej|5|Krakowie|
        choice | gazu | NotUnderstood
        choice | brak gazu | none
        choice | u sąsiada lub na ulicy | NotUnderstood
        """;

    private const string Russian = """
        yes/no | да | yes
        yes/no | да, конечно | yes
        yes/no | всё верно | yes
        yes/no | нет, спасибо | no
        yes/no | не согласен | no
        yes/no | нет конечно | no
        yes/no | конечно, не согласен | no
        yes/no | не надо | no
        yes/no | конечно, нет | no
        yes/no | конечно | yes
        yes/no | не верно | no
        yes/no | это не совсем так | no
        yes/no | не хорошо | no
        yes/no | нет, всё верно | Ambiguous
        yes/no | да, нет, конечно | Ambiguous
        yes/no | не точно | Ambiguous
        yes/no | не знаю | NotUnderstood
        yes/no | может быть | NotUnderstood
        yes/no | да нет | Ambiguous
        number | два или три | NotUnderstood
        date | завтра или послезавтра | NotUnderstood
        time | пол первого | 12:30
        moment | завтра утром | Incomplete
        choice | в доме или на улице | Ambiguous
        number | двадцать пять | 25
        number | две тысячи двадцать семь | 2027
        number | тысяча двести тридцать четыре | 1234
        number | минус три | -3
        number | 1 234,5 | 1234.5
        number | 1.234 | Ambiguous
        number | полтора | 1.5
        number | два с половиной | 2.5
        number | полторы тысячи | 1500
        number | два с половиной миллиона | 2500000
        number | миллион с половиной | 1500000
        number | двенадцать запятая пять | 12.5
        number | пять пять | NotUnderstood
        number | много | NotUnderstood
        number 1..10 | одиннадцать | OutOfRange
        money | двенадцать рублей | 12 RUB
        money | двенадцать рублей пятьдесят копеек | 12.5 RUB
        money | 1 500 ₽ | 1500 RUB
        money | 100 руб. | 100 RUB
        money | рубль пятьдесят | 1.5 RUB
        money | рубль пятьдесят копеек | 1.5 RUB
        money | рублей пятьдесят | 50 RUB
        money | рубль пятьсот | 500 RUB
        money | полторы тысячи рублей | 1500 RUB
        money | пять рублей три цента | NotUnderstood
        money | сто | Incomplete
        digits 4..6 | один два три четыре | 1234
        digits 4..6 | 12 34 | 1234
        digits 4..6 | 1 | TooShort
        phone | 8 (912) 345-67-89 | +79123456789
        phone | +7 912 345 67 89 | +79123456789
        phone | 912 | NotUnderstood
        email | ivan@primer.ru | ivan@primer.ru
        email | ivan собака primer точка ru | ivan@primer.ru
        email | ivan@primer | NotUnderstood
        address | г. Москва, ул. Ленина, д. 5, кв. 12 | ул. Ленина|5 кв. 12|Москва|
        address | 101000 Москва, Тверская 7 | Тверская|7|Москва|101000
        address | улица Ленина дом 5 | улица Ленина|5||
        address | микрорайон 5, дом 3, Казань | микрорайон 5|3|Казань|
        address | улица 8 Марта 5, Екатеринбург | улица 8 Марта|5|Екатеринбург|
        address | улица 8 Марта, Екатеринбург | улица 8 Марта||Екатеринбург|
        address | Екатеринбург улица 8 Марта дом 5 | улица 8 Марта|5|Екатеринбург|
        address | ул. 1905 года, д. 7, Москва | ул. 1905 года|7|Москва|
        address | Москва, Тверская улица, дом 7 | Тверская улица|7|Москва|
        address | Москва, Тверская улица, д. 7 | Тверская улица|7|Москва|
        address | Москва, Тверская улица 7 | Тверская улица|7|Москва|
        address | дом 7, Тверская улица, Москва | Тверская улица|7|Москва|
        address | г. Москва, ул. Ленина, д.5, кв.12 | ул. Ленина|5 кв. 12|Москва|
        address | не знаю | NotUnderstood
        date | завтра | 2027-03-03
        date | послезавтра | 2027-03-04
        date | в пятницу | 2027-03-05
        date | в следующую пятницу | 2027-03-12
        date | 5 марта | 2027-03-05
        date | пятого марта | 2027-03-05
        date | двадцать первого марта | 2027-03-21
        date | 5-го марта | 2027-03-05
        date | 5 числа | 2027-03-05
        date | через неделю | 2027-03-09
        date | через две недели | 2027-03-16
        date | 05.03.2027 | 2027-03-05
        date | 31.02 | Impossible
        date | 31 июня | Impossible
        date | когда-нибудь | NotUnderstood
        time | полвосьмого | 07:30
        time | пол восьмого | 07:30
        time | четверть восьмого | 07:15
        time | без четверти восемь | 07:45
        time | без десяти три | 14:50
        time | десять минут восьмого | 07:10
        time | в три часа дня | 15:00
        time | в час | 13:00
        time | в восемь вечера | 20:00
        time | в 15 часов 30 минут | 15:30
        time | в полдень | 12:00
        time | полночь | 00:00
        time | 15:30 | 15:30
        time | в 26 часов | NotUnderstood
        moment | завтра в три | 2027-03-03T15:00+01:00
        moment | завтра в 9 утра | 2027-03-03T09:00+01:00
        moment | в пятницу в 15:30 | 2027-03-05T15:30+01:00
        moment | через два часа | 2027-03-02T12:00+01:00
        moment | сегодня вечером в 7 | 2027-03-02T19:00+01:00
        moment | сегодня ночью в два часа | 2027-03-03T02:00+01:00
        moment | сегодня в полночь | 2027-03-03T00:00+01:00
        moment | в полночь | 2027-03-03T00:00+01:00
        moment | этим вечером в 8 | 2027-03-02T20:00+01:00
        moment | этой ночью в два | 2027-03-03T02:00+01:00
        moment | в 8 сегодня вечером | 2027-03-02T20:00+01:00
        moment | 5 марта в десять | 2027-03-05T10:00+01:00
        moment | послезавтра | Incomplete
        duration | полчаса | 30m
        duration | полтора часа | 90m
        duration | два часа тридцать минут | 150m
        duration | 90 мин | 90m
        duration | час | 60m
        duration | два с половиной часа | 150m
        duration | долго | NotUnderstood
        choice | 2 | outside
        choice | вторая | outside
        choice | на улице | outside
        choice | улице | outside
        choice | квартира | inside
        choice | квартра | inside
        choice | нет запаха | none
        choice | не на улице | NotUnderstood
        choice | никого в доме | NotUnderstood
        choice | везде кроме на улице | NotUnderstood
        choice | все кроме квартира | NotUnderstood
        choice | может быть | NotUnderstood
        choice | 9 | OutOfRange
        choices | на улице и в доме | outside, inside
        numbers | 1; 2; 3 | 1, 2, 3
        date | в пятницу на следующей неделе | 2027-03-12
        date | на следующей неделе в пятницу | 2027-03-12
        date | к пятнице | NotUnderstood
        date | два дня назад | 2027-02-28
        date | первого мая две тысячи двадцать восьмого года | 2028-05-01
        birthday | первого мая тысяча девятьсот восьмидесятого года | 1980-05-01
        birthday | третьего мая восемьдесят пятого года | 1985-05-03
        birthday | третьего мая восемьдесят пятого | NotUnderstood
        time | после 8 | NotUnderstood
        time | с 8 | NotUnderstood
        moment | завтра в полночь | Ambiguous
        moment | завтра ночью в два | Ambiguous
        moment | завтра в два ночи | 2027-03-03T02:00+01:00
        moment | через два дня в 9 | 2027-03-04T09:00+01:00
        moment | час назад | 2027-03-02T09:00+01:00
        duration | часа два | NotUnderstood
        duration | около часа | 60m
        duration | час двадцать | 80m
        money | 5 рублей или 6 | NotUnderstood
        digits 4..6 | 12 тысяч | NotUnderstood
        phone | мой номер 8 912 345 67 89 | +79123456789
        address | нет | NotUnderstood
        choice | газа | NotUnderstood
        choice | нет газа | none
        choice | у соседа или на улице | NotUnderstood
        """;

    private const string English = """
        yes/no | yes | yes
        yes/no | Yeah, sure | yes
        yes/no | that's right | yes
        yes/no | no thanks | no
        yes/no | I don't | no
        yes/no | I dont | no
        yes/no | it is not right | no
        yes/no | that's not right | no
        yes/no | it isn't correct | no
        yes/no | no, I don't agree | no
        yes/no | no, that's right | Ambiguous
        yes/no | yes, it is not right | Ambiguous
        yes/no | it is | yes
        yes/no | not right now | NotUnderstood
        yes/no | not sure | NotUnderstood
        yes/no | I dont know | NotUnderstood
        yes/no | maybe | NotUnderstood
        yes/no | I don't know | NotUnderstood
        yes/no | yes and no | NotUnderstood
        yes/no | yes no | Ambiguous
        number | oh | NotUnderstood
        number | two or three | NotUnderstood
        date | may | Incomplete
        date | may be | NotUnderstood
        date | tomorrow or Friday | NotUnderstood
        time | half eight | 08:30
        moment | noon tomorrow | 2027-03-03T12:00+01:00
        moment | tomorrow morning | Incomplete
        choice | one | inside
        choice | in the house or in the street | Ambiguous
        number | twenty-five | 25
        number | one hundred and five | 105
        number | a hundred | 100
        number | two thousand and twenty-seven | 2027
        number | minus three | -3
        number | 1,234.5 | 1234.5
        number | 1,234 | 1234
        number | twelve point zero five | 12.05
        number | two and a half | 2.5
        number | .5 | 0.5
        number | ,5 | 0.5
        number | it's .5 | 0.5
        number | -.5 | -0.5
        number | No.5 | NotUnderstood
        number | a million and a half | 1500000
        number | two and a half thousand | 2500
        number | half a million | 500000
        number | two thousand and a half | NotUnderstood
        number | two point five thousand | NotUnderstood
        number | fifteen hundred | 1500
        number | twenty-five hundred and six | 2506
        number | twenty hundred | NotUnderstood
        number | 12.5 | 12.5
        number | five five | NotUnderstood
        number | lots | NotUnderstood
        number | one hundred and | NotUnderstood
        number 1..10 | eleven | OutOfRange
        number 1..10 | about seven | 7
        money | £12.50 | 12.5 GBP
        money | twelve pounds fifty | 12.5 GBP
        money | twelve euros | 12 EUR
        money | 99 cents | 0.99 EUR
        money | $.50 | 0.5 USD
        money | dollar fifty | 1.5 USD
        money | pound 50 | Ambiguous
        money | euro 12.50 | 12.5 EUR
        money | 5 euros 3 pence | NotUnderstood
        money | five dollars twenty cents | 5.2 USD
        money | 5 pounds 3 pence | 5.03 GBP
        money | twelve | Incomplete
        digits 4..6 | 1234 | 1234
        digits 4..6 | one two oh four | 1204
        digits 4..6 | twelve | TooShort
        phone | 020 7946 0958 | +442079460958
        phone | +1 (212) 555-0123 | +12125550123
        phone | +44 (0)20 7946 0958 | +442079460958
        phone | (+44) 20 7946 0958 | +442079460958
        phone | (+44 (0)20 7946 0958 | +442079460958
        phone | call me | NotUnderstood
        email | mailto:ann@example.com | ann@example.com
        email | ann dot smith at example dot com | ann.smith@example.com
        email | ann@example..com | NotUnderstood
        address | 10 Downing Street, London SW1A 2AA | Downing Street|10|London|SW1A 2AA
        address | 221B Baker Street, London | Baker Street|221B|London|
        address | 1600 Pennsylvania Avenue NW, Washington, DC 20500 | Pennsylvania Avenue NW|1600|Washington, DC|20500
        address | London | ||London|
        address | I don't know | NotUnderstood
        date | tomorrow | 2027-03-03
        date | the day after tomorrow | 2027-03-04
        date | on Friday | 2027-03-05
        date | next Friday | 2027-03-12
        date | this Friday | 2027-03-05
        date | March 5th | 2027-03-05
        date | the 5th of March | 2027-03-05
        date | the twenty-first of March | 2027-03-21
        date | 5/3 | 2027-03-05
        date | in two weeks | 2027-03-16
        date | a week from now | 2027-03-09
        date | a week on Friday | 2027-03-12
        date | two weeks on Monday | 2027-03-22
        date | a week tomorrow | 2027-03-10
        date | a week today | 2027-03-09
        date | a week | NotUnderstood
        date | two days on Friday | NotUnderstood
        date | two weeks from now | 2027-03-16
        date | the 7th | 2027-03-07
        date | February 30 | Impossible
        date | Monday the 5th of March | Contradictory
        date | someday | NotUnderstood
        time | half past seven | 07:30
        time | quarter to eight | 07:45
        time | ten past three | 15:10
        time | three thirty | 15:30
        time | 3:30 pm | 15:30
        time | 3.30 a.m. | 03:30
        time | 12 am | 00:00
        time | at noon | 12:00
        time | a quarter to noon | 11:45
        time | half past midnight | 00:30
        time | seven o'clock in the evening | 19:00
        time | at 3 | 15:00
        time | 15 am | Contradictory
        time | twenty-five o'clock | NotUnderstood
        moment | tomorrow at 3 | 2027-03-03T15:00+01:00
        moment | tomorrow morning at 8 | 2027-03-03T08:00+01:00
        moment | next Friday at half past seven | 2027-03-12T07:30+01:00
        moment | a week on Friday at 3 | 2027-03-12T15:00+01:00
        moment | March 5th, 3:30 pm | 2027-03-05T15:30+01:00
        moment | in an hour | 2027-03-02T11:00+01:00
        moment | at 9 | 2027-03-02T21:00+01:00
        moment | tonight at 8 | 2027-03-02T20:00+01:00
        moment | tonight at one | 2027-03-03T01:00+01:00
        moment | tonight at 12 | 2027-03-03T00:00+01:00
        moment | today at midnight | 2027-03-03T00:00+01:00
        moment | midnight | 2027-03-03T00:00+01:00
        moment | at 8 tonight | 2027-03-02T20:00+01:00
        moment | at 3 this afternoon | 2027-03-02T15:00+01:00
        moment | this evening at 8 | 2027-03-02T20:00+01:00
        moment | this evening | Incomplete
        moment | at 8 this | NotUnderstood
        moment | Friday | Incomplete
        duration | an hour and a half | 90m
        duration | half an hour | 30m
        duration | two and a half hours | 150m
        duration | 90 min | 90m
        duration | 1:30 | 90m
        duration | 2 days, 3 hours and 5 minutes | 3065m
        duration | a while | NotUnderstood
        choice | 2 | outside
        choice | the second one | outside
        choice | number 2 | outside
        choice | in the street | outside
        choice | street | outside
        choice | steet | outside
        choice | indors | inside
        choice | the building | inside
        choice | not in the street | NotUnderstood
        choice | it isn't in the street | NotUnderstood
        choice | it isnt in the street | NotUnderstood
        choice | I don't smell it in the house | NotUnderstood
        choice | dont smell it in the house | NotUnderstood
        choice | we aren't indoors | NotUnderstood
        choice | it won’t be in the street | NotUnderstood
        choice | I can't say it is in the street | NotUnderstood
        choice | nobody is indoors | NotUnderstood
        choice | anything but in the street | NotUnderstood
        choice | everything except the building | NotUnderstood
        choice | I think it is in the street | outside
        choice | can of gas, in the street | outside
        choice | no smell | none
        choices | street and not flat | NotUnderstood
        choices | anything but street and flat | NotUnderstood
        choice | in the | Ambiguous
        choice | no idea | NotUnderstood
        choice | 9 | OutOfRange
        choices | street and flat | outside, inside
        numbers | 1, 2 and 5.5 | 1, 2, 5.5
        numbers | one hundred and five and six | 105, 6
        numbers | twenty and five and six | 20, 5, 6
        numbers | one and two and a half and three | 1, 2.5, 3
        date | Friday week | 2027-03-12
        date | tomorrow week | 2027-03-10
        date | Friday fortnight | 2027-03-19
        date | in a fortnight | 2027-03-16
        date | a fortnight on Monday | 2027-03-22
        date | Friday next week | 2027-03-12
        date | next week on Thursday | 2027-03-11
        date | next week | Incomplete
        date | by Friday | NotUnderstood
        date | 3 days ago | 2027-02-27
        date | in weeks | NotUnderstood
        date | third of March twenty twenty-eight | 2028-03-03
        birthday | first of May nineteen eighty | 1980-05-01
        birthday | 4 July nineteen oh five | 1905-07-04
        birthday | 4 July nineteen five | NotUnderstood
        time | 9 to 10 | NotUnderstood
        time | from 9 to 5 | NotUnderstood
        time | nine minutes to ten | 09:51
        time | ten to nine | 08:50
        time | by 9 | NotUnderstood
        moment | Friday week at 3 | 2027-03-12T15:00+01:00
        moment | in a fortnight at 9 | 2027-03-16T09:00+01:00
        moment | tomorrow at midnight | Ambiguous
        moment | tomorrow night at 1 | Ambiguous
        moment | 1 am tomorrow | 2027-03-03T01:00+01:00
        moment | 3 March twenty fifteen | Incomplete
        moment | 3 March at twenty fifteen | 2027-03-03T20:15+01:00
        moment | 5 March twenty twenty-eight at nine | 2028-03-05T09:00+01:00
        email | a n n 7 at example dot com | ann7@example.com
        email | my email is ann at example dot com | NotUnderstood
        moment | an hour ago | 2027-03-02T09:00+01:00
        duration | a fortnight | 20160m
        money | 5 dollars or 6 | NotUnderstood
        money | 1.200 pounds | Ambiguous
        digits 4..6 | 12 hundred | NotUnderstood
        digits 4..6 | double one double two | 1122
        digits 4..6 | one hundred and one two | 1012
        digits 4..6 | double | NotUnderstood
        phone | oh double seven double oh, nine double oh, one two three | +447700900123
        phone | oh double seven double oh nine hundred one two three | NotUnderstood
        address | yes | NotUnderstood
        address | it's 10 Downing Street, London | Downing Street|10|London|
        choice | smel | NotUnderstood
        choice | at the neighbour's or in the street | NotUnderstood
        choice | the house or the building | inside
        choices | flat or street | Ambiguous
        numbers | 1, 2 or 3 | NotUnderstood
        """;
}
