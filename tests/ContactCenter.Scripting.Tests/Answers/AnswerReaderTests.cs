using System.Globalization;
using ContactCenter.Scripting.Answers;
using ContactCenter.Scripting.Texts;
using FsCheck;
using FsCheck.Xunit;

namespace ContactCenter.Scripting.Tests.Answers;

public sealed class AnswerReaderTests
{
    private static readonly string[] Languages = ["it", "pl", "ru", "en"];

    private static readonly string[] Types =
    [
        "yes/no", "number", "number 1..10", "money", "digits 4..6", "text 20", "phone", "email", "address", "date", "birthday", "time", "moment", "duration",
        "choice", "choices", "numbers",
    ];

    [Property(MaxTest = 300)]
    public void No_answer_makes_an_exception(string? text)
    {
        foreach (var type in Types)
        {
            foreach (var language in Languages)
            {
                var answer = AnswerReader.Read(text ?? "", Asked.Type(type, language), Asked.In(language));
                (answer.Value is null).ShouldBe(answer.Reason != AnswerReason.Understood);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Mixtures_of_real_answers_make_no_exception(int seed)
    {
        var chance = new System.Random(seed);
        var pieces = Languages.SelectMany(static language => Asked.Lines(AnswerTables.Of(language))).SelectMany(static line => line.Answer.Split(' '))
            .Concat(["0", "99999999999999999999", "1e9", "\uD83D", "\u0301", "..", ",,", "::", "+", "@", "#", "*", "  ", "0000", "31", "24", "60"]).ToArray();
        for (var i = 0; i < 1500; i++)
        {
            var text = string.Join(chance.Next(4) == 0 ? "" : " ", chance.GetItems(pieces, chance.Next(1, 9)));
            var (type, language) = (Types[chance.Next(Types.Length)], Languages[chance.Next(Languages.Length)]);
            var keyed = chance.Next(4) == 0;
            Should.NotThrow(() => AnswerReader.Read(text, Asked.Type(type, language), Asked.In(language, keyed)), $"{type} {language} {text}");
        }
    }

    [Fact]
    public void An_answer_of_1000_characters_is_read_in_a_moment_and_one_more_is_too_long()
    {
        string[] hostile = ["a", "1 ", "1,", "и ", "venti", "cento", "e ", "@.", "a.", "12:30 ", "domani alle ", "(", "двадцать ", "\u0301"];
        foreach (var piece in hostile)
        {
            var text = string.Concat(Enumerable.Repeat(piece, 1000))[..AnswerReader.MaxLength];
            foreach (var type in Types)
            {
                var start = TimeProvider.System.GetTimestamp();
                AnswerReader.Read(text, Asked.Type(type, "it"), Asked.In("it"));
                TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(2), $"{type} of '{piece}'");
                AnswerReader.Read(text + "a", Asked.Type(type, "it"), Asked.In("it")).Reason.ShouldBe(AnswerReason.TooLong);
            }
        }
    }

    [Fact]
    public void The_culture_of_the_machine_plays_no_part()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in new[] { "tr-TR", "ar-SA", "de-DE" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                AnswerReader.Read("1.234,5", Asked.Type("number", "it"), Asked.In("it")).Normalised.ShouldBe("1234.5");
                AnswerReader.Read("IN STRADA", Asked.Type("choice", "it"), Asked.In("it")).Normalised.ShouldBe("outside");
                AnswerReader.Read("5/3", Asked.Type("date", "it"), Asked.In("it")).Normalised.ShouldBe("2027-03-05");
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void What_may_mean_several_values_names_them()
    {
        AnswerReader.Read("1.234", Asked.Type("number", "pl"), Asked.In("pl")).Candidates.ShouldBe([new TextValue.Number(1234), new TextValue.Number(1.234m)]);
        AnswerReader.Read("in", Asked.Type("choice", "it"), Asked.In("it")).Candidates.Select(static candidate => ((TextValue.Choice)candidate).Name).ShouldBe(["inside", "outside"]);
        var twice = AnswerReader.Read("31 ottobre alle 02:30", Asked.Type("moment", "it"), Asked.In("it"));
        twice.Candidates.Select(static candidate => ((TextValue.Moment)candidate).Value.Offset.TotalHours).ShouldBe([2, 1]);
    }

    [Fact]
    public void An_assumed_half_of_the_day_is_told()
    {
        AnswerReader.Read("alle 3", Asked.Type("time", "it"), Asked.In("it")).Assumed.ShouldBeTrue();
        AnswerReader.Read("alle 15", Asked.Type("time", "it"), Asked.In("it")).Assumed.ShouldBeFalse();
        AnswerReader.Read("alle 3 di notte", Asked.Type("time", "it"), Asked.In("it")).Assumed.ShouldBeFalse();
    }

    [Theory]
    [InlineData(23, "tonight at one", "2027-03-03T01:00+01:00")]
    [InlineData(1, "tonight at two", "2027-03-02T02:00+01:00")]
    [InlineData(1, "tonight at one", "2027-03-03T01:00+01:00")]
    [InlineData(1, "tonight at 8", "2027-03-02T20:00+01:00")]
    [InlineData(1, "today at midnight", "2027-03-03T00:00+01:00")]
    [InlineData(23, "today at 9 am", "2027-03-02T09:00+01:00")]
    public void Tonight_is_the_night_that_comes_or_the_rest_of_the_one_that_is(int hour, string text, string moment) =>
        AnswerReader.Read(text, new AnswerType.Moment(), Asked.In("en") with { Now = Asked.Now.AddHours(hour - Asked.Now.Hour) }).Normalised.ShouldBe(moment);

    [Theory]
    [InlineData("tonight at 8", "2027-03-02T20:00+01:00")] // never tomorrow's: what is over is refused by the script, if it is to be
    [InlineData("this evening at 8", "2027-03-02T20:00+01:00")]
    [InlineData("today at 8 pm", "2027-03-02T20:00+01:00")]
    [InlineData("today at 8", "Ambiguous")]
    [InlineData("at 8", "2027-03-03T08:00+01:00")]
    [InlineData("8 pm", "2027-03-03T20:00+01:00")]
    public void At_nine_in_the_evening_today_is_today(string text, string moment) =>
        AnswerReader.Read(text, new AnswerType.Moment(), Asked.In("en") with { Now = Asked.Now.AddHours(11) }).ToString().ShouldBe(moment);

    [Fact]
    public void A_night_that_may_be_two_is_named_as_both()
    {
        static IEnumerable<TextValue> Nights(string text) => AnswerReader.Read(text, new AnswerType.Moment(), Asked.In("it")).Candidates;
        static TextValue At(int day, int hour) => new TextValue.Moment(new DateTimeOffset(2027, 3, day, hour, 0, 0, TimeSpan.FromHours(1)));
        Nights("domani a mezzanotte").ShouldBe([At(3, 0), At(4, 0)]);
        Nights("venerdì notte all'una").ShouldBe([At(5, 1), At(6, 1)]);
    }

    [Theory]
    [InlineData("in strada", AnswerManner.Exact)]
    [InlineData("2", AnswerManner.Number)]
    [InlineData("in str", AnswerManner.Beginning)]
    [InlineData("sono fuori, davanti al bar", AnswerManner.Part)]
    [InlineData("sono fuori casa mia, nel vialetto", null)]
    [InlineData("strada", AnswerManner.Part)]
    [InlineData("appartamnto", AnswerManner.Likeness)]
    [InlineData("apartamnto", null)]
    public void A_choice_says_how_it_was_understood(string text, object? manner)
    {
        var answer = AnswerReader.Read(text, Asked.Type("choice", "it"), Asked.In("it"));
        (answer.Value is null ? null : (object)answer.Manner).ShouldBe(manner);
    }

    [Fact]
    public void A_choice_is_never_guessed_between_two_that_are_alike()
    {
        var choices = new AnswerType.OneOf([new("1", "a", "Torino"), new("2", "b", "Torina")]);
        AnswerReader.Read("torinu", choices, Asked.In("it")).Reason.ShouldBe(AnswerReason.Ambiguous);
        AnswerReader.Read("torino", choices, Asked.In("it")).Normalised.ShouldBe("a");
    }

    [Theory]
    [InlineData("US", "3/5/2027", "2027-03-05")]
    [InlineData("GB", "3/5/2027", "2027-05-03")]
    public void The_country_decides_whether_the_month_is_first(string country, string text, string date) =>
        AnswerReader.Read(text, new AnswerType.Date(), Asked.In("en") with { Country = country }).Normalised.ShouldBe(date);

    [Fact]
    public void A_host_may_bring_its_own_reader_of_telephone_numbers()
    {
        var context = Asked.In("it") with { Phones = new OneNumber() };
        AnswerReader.Read("qualunque 1", new AnswerType.Phone(), context).Reason.ShouldBe(AnswerReason.NotUnderstood);
        AnswerReader.Read("555", new AnswerType.Phone(), context).Normalised.ShouldBe("+39555");
    }

    private sealed class OneNumber : IPhoneReader
    {
        public string? Read(string text, string country) => text == "555" ? "+39555" : null;
    }
}
