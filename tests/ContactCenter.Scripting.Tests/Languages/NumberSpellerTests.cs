using ContactCenter.Scripting.Languages;

namespace ContactCenter.Scripting.Tests.Languages;

public sealed class NumberSpellerTests
{
    [Theory]
    [InlineData("it", 0, "zero")]
    [InlineData("it", 21, "ventuno")]
    [InlineData("it", 23, "ventitré")]
    [InlineData("it", 28, "ventotto")]
    [InlineData("it", 180, "centottanta")]
    [InlineData("it", 1000, "mille")]
    [InlineData("it", 2027, "duemilaventisette")]
    [InlineData("it", 1001, "milleuno")]
    [InlineData("it", 1000000, "un milione")]
    [InlineData("it", 2300000, "due milioni trecentomila")]
    [InlineData("pl", 22, "dwadzieścia dwa")]
    [InlineData("pl", 1000, "tysiąc")]
    [InlineData("pl", 2027, "dwa tysiące dwadzieścia siedem")]
    [InlineData("pl", 5000, "pięć tysięcy")]
    [InlineData("ru", 2027, "две тысячи двадцать семь")]
    [InlineData("ru", 21000, "двадцать одна тысяча")]
    [InlineData("ru", 5000000, "пять миллионов")]
    [InlineData("en", 105, "one hundred and five")]
    [InlineData("en", 2027, "two thousand and twenty-seven")]
    [InlineData("en", 1234, "one thousand two hundred and thirty-four")]
    [InlineData("en", -12.05, "minus twelve point zero five")]
    [InlineData("it", 12.5, "dodici virgola cinque")]
    public void Numbers_are_said_as_people_say_them(string language, double number, string words) =>
        NumberSpeller.Say(Language.Find(language)!, (decimal)number).ShouldBe(words);

    [Theory]
    [InlineData("it", 1, "un'ora", "un minuto")]
    [InlineData("it", 21, "ventuno ore", "ventuno minuti")]
    [InlineData("pl", 1, "jedna godzina", "jedna minuta")]
    [InlineData("pl", 2, "dwie godziny", "dwie minuty")]
    [InlineData("pl", 5, "pięć godzin", "pięć minut")]
    [InlineData("pl", 21, "dwadzieścia jeden godzin", "dwadzieścia jeden minut")]
    [InlineData("pl", 22, "dwadzieścia dwie godziny", "dwadzieścia dwie minuty")]
    [InlineData("ru", 1, "один час", "одна минута")]
    [InlineData("ru", 2, "два часа", "две минуты")]
    [InlineData("ru", 5, "пять часов", "пять минут")]
    [InlineData("ru", 21, "двадцать один час", "двадцать одна минута")]
    [InlineData("en", 1, "one hour", "one minute")]
    [InlineData("en", 2, "two hours", "two minutes")]
    public void What_is_counted_has_its_gender_and_number(string language, int count, string hours, string minutes)
    {
        var words = Language.Find(language)!;
        NumberSpeller.Count(words, count, words.Durations.Hour.Noun).ShouldBe(hours);
        NumberSpeller.Count(words, count, words.Durations.Minute.Noun).ShouldBe(minutes);
    }
}
