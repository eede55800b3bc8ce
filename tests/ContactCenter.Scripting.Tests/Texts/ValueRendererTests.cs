using ContactCenter.Scripting.Languages;
using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Tests.Texts;

public sealed class ValueRendererTests
{
    private static readonly DateTimeOffset When = new(2027, 3, 5, 15, 30, 0, TimeSpan.FromHours(1));

    [Theory]
    [InlineData("it", "", "5 marzo 2027")]
    [InlineData("it", "short", "05/03/2027")]
    [InlineData("it", "weekday", "venerdì 5 marzo 2027")]
    [InlineData("it", "spoken", "venerdì cinque marzo 2027")]
    [InlineData("pl", "", "5 marca 2027")]
    [InlineData("pl", "weekday", "piątek, 5 marca 2027")]
    [InlineData("pl", "on", "w piątek, 5 marca 2027")]
    [InlineData("pl", "spoken", "piątek piątego marca 2027")]
    [InlineData("pl", "short", "05.03.2027")]
    [InlineData("ru", "", "5 марта 2027 г.")]
    [InlineData("ru", "on", "в пятницу, 5 марта 2027 г.")]
    [InlineData("ru", "spoken on", "в пятницу пятого марта 2027")]
    [InlineData("en", "", "5 March 2027")]
    [InlineData("en", "on", "on Friday 5 March 2027")]
    [InlineData("en", "spoken", "Friday the fifth of March 2027")]
    public void Dates(string language, string format, string text) => Render(new TextValue.Date(new DateOnly(2027, 3, 5)), language, format).ShouldBe(text);

    [Theory]
    [InlineData("it", 15, 30, "", "15:30")]
    [InlineData("it", 15, 30, "at", "alle 15:30")]
    [InlineData("it", 1, 5, "at", "all'01:05")]
    [InlineData("it", 15, 30, "spoken at", "alle quindici e trenta")]
    [InlineData("it", 13, 0, "spoken", "tredici")]
    [InlineData("pl", 15, 30, "spoken at", "o piętnastej trzydzieści")]
    [InlineData("pl", 15, 30, "spoken", "piętnasta trzydzieści")]
    [InlineData("pl", 22, 5, "spoken at", "o dwudziestej drugiej zero pięć")]
    [InlineData("pl", 12, 0, "spoken at", "w południe")]
    [InlineData("ru", 21, 2, "spoken at", "в двадцать один час две минуты")]
    [InlineData("ru", 15, 30, "at", "в 15:30")]
    [InlineData("en", 15, 30, "", "3:30 pm")]
    [InlineData("en", 0, 5, "spoken", "twelve oh five am")]
    [InlineData("en", 12, 0, "spoken at", "at noon")]
    public void Times(string language, int hour, int minute, string format, string text) =>
        Render(new TextValue.Time(new TimeOnly(hour, minute)), language, format).ShouldBe(text);

    [Theory]
    [InlineData("it", "", "venerdì 5 marzo 2027 alle 15:30")]
    [InlineData("it", "date long", "5 marzo 2027")]
    [InlineData("it", "time", "15:30")]
    [InlineData("pl", "on", "w piątek, 5 marca 2027 o 15:30")]
    [InlineData("ru", "short", "05.03.2027 15:30")]
    [InlineData("en", "", "Friday 5 March 2027 at 3:30 pm")]
    public void Moments(string language, string format, string text) => Render(new TextValue.Moment(When), language, format).ShouldBe(text);

    [Theory]
    [InlineData("it", 1234567.5, "", "1.234.567,5")]
    [InlineData("it", 2027, "", "2027")]
    [InlineData("pl", 12345, "", "12\u00A0345")]
    [InlineData("ru", 12345.25, "plain", "12345,25")]
    [InlineData("en", -12345, "", "-12,345")]
    [InlineData("en", 25, "spoken", "twenty-five")]
    public void Numbers(string language, double number, string format, string text) =>
        Render(new TextValue.Number((decimal)number), language, format).ShouldBe(text.Replace('\u00A0', ' '));

    [Theory]
    [InlineData("it", 12.5, "EUR", "", "12,50 €")]
    [InlineData("it", 12.5, "EUR", "spoken", "dodici euro e cinquanta centesimi")]
    [InlineData("pl", 2, "PLN", "spoken", "dwa złote")]
    [InlineData("pl", 1234.05, "PLN", "", "1234,05 zł")]
    [InlineData("ru", 1.01, "RUB", "spoken", "один рубль и одна копейка")]
    [InlineData("en", 12.5, "GBP", "", "£12.50")]
    [InlineData("en", 12.5, "PLN", "", "zł 12.50")]
    [InlineData("en", 5, "JPY", "", "JPY 5.00")]
    public void Money(string language, double amount, string currency, string format, string text) =>
        Render(new TextValue.Money((decimal)amount, currency), language, format).ShouldBe(text);

    [Theory]
    [InlineData("it", 9000, "", "2 ore e 30 minuti")]
    [InlineData("it", 3600, "spoken", "un'ora")]
    [InlineData("it", 9000, "short", "2 h 30 min")]
    [InlineData("pl", 90_305, "", "1 dzień, 1 godzina, 5 minut i 5 sekund")]
    [InlineData("ru", 7_320, "spoken", "два часа и две минуты")]
    [InlineData("en", 0, "", "0 minutes")]
    [InlineData("en", -60, "", "minus 1 minute")]
    public void Durations(string language, int seconds, string format, string text) =>
        Render(new TextValue.Duration(TimeSpan.FromSeconds(seconds)), language, format).ShouldBe(text);

    [Theory]
    [InlineData("+393331234567", "+39 333 123 4567")]
    [InlineData("+48601234567", "+48 601 234 567")]
    [InlineData("+79123456789", "+7 912 345 67 89")]
    [InlineData("+35312345678", "+353 123 456 78")]
    public void Telephone_numbers_stand_in_groups(string e164, string text) => Render(new TextValue.Phone(e164), "it", "").ShouldBe(text);

    [Fact]
    public void Telephone_numbers_are_said_digit_by_digit() =>
        Render(new TextValue.Phone("+48601234567"), "pl", "spoken").ShouldBe("plus cztery osiem, sześć zero jeden, dwa trzy cztery, pięć sześć siedem");

    [Theory]
    [InlineData("it", "a, b e c")]
    [InlineData("pl", "a, b i c")]
    [InlineData("ru", "a, b и c")]
    [InlineData("en", "a, b and c")]
    public void Lists_end_with_and(string language, string text) =>
        Render(new TextValue.List([new TextValue.Text("a"), new TextValue.Text("b"), new TextValue.Text("c")]), language, "").ShouldBe(text);

    [Theory]
    [InlineData("it", "via Roma 12, 20121 Milano")]
    [InlineData("en", "12 via Roma, Milano, 20121")]
    public void Addresses_are_written_by_the_habits_of_the_language(string language, string text) =>
        Render(new TextValue.Address("via Roma", "12", "Milano", "20121"), language, "").ShouldBe(text);

    [Fact]
    public void An_address_is_complete_with_street_number_and_place()
    {
        new TextValue.Address("via Roma", "12", "Milano", "").Complete.ShouldBeTrue();
        new TextValue.Address("via Roma", "", "Milano", "20121").Complete.ShouldBeFalse();
    }

    private static string Render(TextValue value, string language, string format)
    {
        TextFormat.TryParse(format, out var parsed, out _).ShouldBeTrue();
        return ValueRenderer.Render(value, parsed, Language.Find(language)!);
    }
}
