using ContactCenter.Scripting.Answers;
using ContactCenter.Scripting.Languages;
using ContactCenter.Scripting.Texts;
using FsCheck;
using FsCheck.Xunit;

namespace ContactCenter.Scripting.Tests.Answers;

/// <summary>What is rendered in a language is read back as the same value.</summary>
public sealed class RoundTripTests
{
    private static TextFormat Usual => default;
    private static readonly TextFormat Spoken = new(TextPart.All, TextStyle.Spoken);

    [Property(MaxTest = 300)]
    public void Numbers(long micros)
    {
        var number = micros / 1_000_000m;
        Same(new TextValue.Number(number), new AnswerType.Number(), Usual);
    }

    [Property(MaxTest = 300)]
    public void Numbers_in_words(int number)
    {
        foreach (var value in new[] { number, number % 100_000, number % 1000, number % 100 })
        {
            Same(new TextValue.Number(value), new AnswerType.Number(), Spoken);
        }
    }

    [Fact]
    public void All_numbers_to_2000_in_words_and_all_genders()
    {
        foreach (var language in Language.All)
        {
            for (var number = 0; number <= 2000; number++)
            {
                foreach (var gender in new[] { Gender.Masculine, Gender.Feminine, Gender.Neuter })
                {
                    var words = NumberSpeller.Say(language, number, gender);
                    AnswerReader.Read(words, new AnswerType.Number(), Asked.In(language.Code)).Value.ShouldBe(new TextValue.Number(number), $"{language.Code} {words}");
                }
            }
        }
    }

    [Property(MaxTest = 200)]
    public void Money(int hundredths, bool euro)
    {
        var value = new TextValue.Money(Math.Abs((long)hundredths) / 100m, euro ? "EUR" : "PLN");
        Same(value, new AnswerType.Money(), Usual);
        Same(value, new AnswerType.Money(), Spoken);
    }

    [Property(MaxTest = 300)]
    public void Dates(PositiveInt days)
    {
        var date = new TextValue.Date(new DateOnly(2000, 1, 1).AddDays(days.Get % 20_000));
        foreach (var style in new[] { TextStyle.Usual, TextStyle.Short, TextStyle.Long, TextStyle.Weekday, TextStyle.Spoken })
        {
            Same(date, new AnswerType.Date(), new TextFormat(TextPart.Date, style));
            Same(date, new AnswerType.Date(), new TextFormat(TextPart.Date, style, At: true));
        }
    }

    [Fact]
    public void Every_minute_of_a_day()
    {
        for (var minute = 0; minute < 1440; minute++)
        {
            var time = new TextValue.Time(new TimeOnly(minute / 60, minute % 60));
            Same(time, new AnswerType.Time(), Usual);
            Same(time, new AnswerType.Time(), new TextFormat(TextPart.Time, TextStyle.Usual, At: true));
            if (minute is >= 420 and < 1440)
            {
                Same(time, new AnswerType.Time(), Spoken);
                Same(time, new AnswerType.Time(), new TextFormat(TextPart.Time, TextStyle.Spoken, At: true));
            }
        }
    }

    [Property(MaxTest = 300)]
    public void Moments(PositiveInt minutes)
    {
        var local = new DateTime(2027, 3, 2, 10, 1, 0).AddMinutes(minutes.Get % 2_000_000);
        if (Asked.Zone.IsInvalidTime(local) || Asked.Zone.IsAmbiguousTime(local))
        {
            return;
        }

        var moment = new TextValue.Moment(new DateTimeOffset(local, Asked.Zone.GetUtcOffset(local)));
        Same(moment, new AnswerType.Moment(), Usual);
        Same(moment, new AnswerType.Moment(), new TextFormat(TextPart.All, TextStyle.Short));
    }

    [Property(MaxTest = 200)]
    public void Durations(PositiveInt seconds)
    {
        var duration = new TextValue.Duration(TimeSpan.FromSeconds(seconds.Get % 5_000_000));
        foreach (var style in new[] { TextStyle.Usual, TextStyle.Short, TextStyle.Spoken })
        {
            Same(duration, new AnswerType.Duration(), new TextFormat(TextPart.All, style));
        }
    }

    [Fact]
    public void Everything_else()
    {
        foreach (var format in new[] { Usual, Spoken })
        {
            Same(new TextValue.YesNo(true), new AnswerType.YesNo(), format);
            Same(new TextValue.YesNo(false), new AnswerType.YesNo(), format);
            Same(new TextValue.Digits("00412"), new AnswerType.Digits(5, 5), format);
            foreach (var phone in new[] { "+393331234567", "+48601234567", "+79123456789", "+442079460958", "+12125550123", "+35312345678" })
            {
                Same(new TextValue.Phone(phone), new AnswerType.Phone(), format);
            }
        }

        Same(new TextValue.List([new TextValue.Number(1), new TextValue.Number(2.5m), new TextValue.Number(3)]), new AnswerType.ListOf(new AnswerType.Number()), Usual);
        foreach (var language in Language.All)
        {
            foreach (var choice in Asked.Places(language.Code).Choices)
            {
                Same(choice.Value, Asked.Places(language.Code), Usual, language);
            }
        }
    }

    [Theory]
    [InlineData("it", "via Roma", "12/b", "Milano", "20121")]
    [InlineData("pl", "ul. Długa", "3/5", "Warszawa", "00-238")]
    [InlineData("ru", "улица Ленина", "5", "Москва", "101000")]
    [InlineData("en", "Downing Street", "10", "London", "SW1A 2AA")]
    public void Addresses(string language, string street, string house, string place, string postcode) =>
        Same(new TextValue.Address(street, house, place, postcode), new AnswerType.Address(), Usual, Language.Find(language)!);

    private static void Same(TextValue value, AnswerType type, TextFormat format)
    {
        foreach (var language in Language.All)
        {
            Same(value, type, format, language);
        }
    }

    private static void Same(TextValue value, AnswerType type, TextFormat format, Language language)
    {
        var text = ValueRenderer.Render(value, format, language);
        var answer = AnswerReader.Read(text, type, Asked.In(language.Code));
        answer.Normalised.ShouldBe(InvariantForm.Of(value), $"{language.Code} \"{text}\" {answer.Reason}");
    }
}
