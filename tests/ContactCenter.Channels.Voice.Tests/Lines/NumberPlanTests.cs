using ContactCenter.Channels.Voice.Lines;

namespace ContactCenter.Channels.Voice.Tests.Lines;

public sealed class NumberPlanTests
{
    [Theory]
    [InlineData("+390612345001", "+390612345001")]
    [InlineData("390612345001", "+390612345001")]
    [InlineData("0612345001", "+390612345001")]
    [InlineData("001", "+390612345001")]
    [InlineData("+39 06 1234-5002", "+390612345002")]
    [InlineData("01", "01")]
    [InlineData("", "")]
    public void Our_number_is_known_by_its_end(string delivered, string expected) =>
        new NumberPlan(new VoiceTrunkOptions { Numbers = { ["a"] = "+390612345001", ["b"] = "+390612345002" } }).Ours(delivered).ShouldBe(expected);

    [Theory]
    [InlineData("345", "+390612345")]
    [InlineData("+390612345", "+390612345")]
    [InlineData("00390612345", "+390612345")]
    public void Digits_get_what_stands_before_them(string delivered, string expected) => new NumberPlan(new VoiceTrunkOptions { NumberPrefix = "+390612" }).Ours(delivered).ShouldBe(expected);

    [Theory]
    [InlineData("IT", "0612345678", "+390612345678")]
    [InlineData("IT", "3331234567", "+393331234567")]
    [InlineData("IT", "0048221234567", "+48221234567")]
    [InlineData("PL", "221234567", "+48221234567")]
    [InlineData("IT", "112", "112")]
    [InlineData("IT", "anna", "anna")]
    [InlineData(null, "0048221234567", "+48221234567")]
    [InlineData(null, "221234567", "221234567")]
    public void A_callers_number_is_of_the_country_where_it_names_none(string? country, string given, string expected) =>
        new NumberPlan(new VoiceTrunkOptions { DefaultCountry = country }).Theirs(given).ShouldBe(expected);

    [Theory]
    [InlineData(VoiceNumberFormat.E164, "+390612345678", "+390612345678")]
    [InlineData(VoiceNumberFormat.Digits, "+390612345678", "390612345678")]
    [InlineData(VoiceNumberFormat.National, "+390612345678", "0612345678")]
    [InlineData(VoiceNumberFormat.National, "+48221234567", "0048221234567")]
    [InlineData(VoiceNumberFormat.Digits, "112", "112")]
    public void Numbers_are_dialled_as_the_trunk_wants(VoiceNumberFormat format, string number, string expected) =>
        new NumberPlan(new VoiceTrunkOptions { DefaultCountry = "IT", NumberFormat = format }).Dialled(number).ShouldBe(expected);

    [Theory]
    [InlineData("IT", "112", true)]
    [InlineData("IT", "118", true)]
    [InlineData("GB", "999", true)]
    [InlineData("IT", "999", false)]
    [InlineData(null, "112", true)]
    [InlineData("IT", "+390612345678", false)]
    public void Help_is_known_by_the_country(string? country, string number, bool expected) => new NumberPlan(new VoiceTrunkOptions { DefaultCountry = country }).IsEmergency(number).ShouldBe(expected);
}
