using ContactCenter.Scripting.Answers;

namespace ContactCenter.Scripting.Tests.Answers;

/// <summary>Telephone keys.</summary>
public sealed class KeyTests
{
    [Theory]
    [InlineData("yes/no", "1", "yes")]
    [InlineData("yes/no", "2#", "no")]
    [InlineData("yes/no", "3", "OutOfRange")]
    [InlineData("choice", "2", "outside")]
    [InlineData("choice", "9", "OutOfRange")]
    [InlineData("number", "12*5#", "12.5")]
    [InlineData("number", "12**5", "NotUnderstood")]
    [InlineData("number 1..10", "11", "OutOfRange")]
    [InlineData("digits 4..6", "0123#", "0123")]
    [InlineData("digits 4..6", "12", "TooShort")]
    [InlineData("digits 4..6", "12*4", "TooShort")]
    [InlineData("phone", "3331234567", "+393331234567")]
    [InlineData("date", "0503", "2027-03-05")]
    [InlineData("date", "05032028", "2028-03-05")]
    [InlineData("date", "5*3", "2027-03-05")]
    [InlineData("date", "3102", "Impossible")]
    [InlineData("time", "1530", "15:30")]
    [InlineData("time", "0330", "03:30")]
    [InlineData("time", "330", "15:30")]
    [InlineData("time", "2575", "Impossible")]
    [InlineData("moment", "05031530", "2027-03-05T15:30+01:00")]
    [InlineData("moment", "28030230", "InClockGap")]
    [InlineData("duration", "90", "90m")]
    [InlineData("duration", "1*30", "90m")]
    [InlineData("choices", "1*2#", "inside, outside")]
    [InlineData("email", "123", "NotUnderstood")]
    [InlineData("number", "#", "Empty")]
    [InlineData("number", "venti", "NotUnderstood")]
    public void Keys_are_read_without_words(string type, string keys, string result) =>
        AnswerReader.Read(keys, Asked.Type(type, "it"), Asked.In("it", keyed: true)).ToString().ShouldBe(result);

    [Theory]
    [InlineData("US", "date", "0503", "2027-05-03")]
    [InlineData("US", "date", "05032028", "2028-05-03")]
    [InlineData("US", "date", "5*3", "2027-05-03")]
    [InlineData("US", "date", "1305", "Impossible")]
    [InlineData("US", "moment", "05031530", "2027-05-03T15:30+02:00")]
    [InlineData("GB", "date", "0503", "2027-03-05")]
    [InlineData("GB", "moment", "05031530", "2027-03-05T15:30+01:00")]
    public void The_country_decides_whether_the_month_is_keyed_first(string country, string type, string keys, string result) =>
        AnswerReader.Read(keys, Asked.Type(type, "en"), Asked.In("en", keyed: true) with { Country = country }).ToString().ShouldBe(result);
}
