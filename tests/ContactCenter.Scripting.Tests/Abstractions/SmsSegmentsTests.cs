using ContactCenter.Channels;

namespace ContactCenter.Scripting.Tests.Abstractions;

public sealed class SmsSegmentsTests
{
    [Theory]
    [InlineData("", 0, "GSM-7", 0, 160)]
    [InlineData("ciao", 1, "GSM-7", 4, 156)]
    [InlineData("È già lì: perché non può più?", 1, "UCS-2", 29, 41)] // È is not in the alphabet, é and É are
    [InlineData("à è é ì ò ù", 1, "GSM-7", 11, 149)]
    [InlineData("É Ç Ñ Ü ß @ £ $ ¥", 1, "GSM-7", 17, 143)]
    [InlineData("ç", 1, "UCS-2", 1, 69)]
    [InlineData("10 €", 1, "GSM-7", 5, 155)]
    [InlineData("^{}\\[~]|€\f", 1, "GSM-7", 20, 140)]
    [InlineData("ΔΦΓΛΩΠΨΣΘΞ", 1, "GSM-7", 10, 150)]
    [InlineData("α", 1, "UCS-2", 1, 69)]
    [InlineData("łę", 1, "UCS-2", 2, 68)]
    [InlineData("Добрый день", 1, "UCS-2", 11, 59)]
    [InlineData("👍", 1, "UCS-2", 2, 68)]
    [InlineData("`", 1, "UCS-2", 1, 69)] // the grave accent alone is not in the alphabet
    [InlineData("’", 1, "UCS-2", 1, 69)] // nor the typographic apostrophe of telephones
    [InlineData("\t", 1, "UCS-2", 1, 69)]
    [InlineData("a\r\nb", 1, "GSM-7", 4, 156)]
    public void A_text_has_the_encoding_and_length_of_3GPP_23_038(string text, int segments, string encoding, int units, int left) =>
        (SmsSegments.Cut(text) with { OutsideGsm = null, OutsideGsmAt = null }).ShouldBe(new SmsCut(segments, encoding, units, left));

    [Theory]
    [InlineData(160, 1, 0)]
    [InlineData(161, 2, 145)]
    [InlineData(306, 2, 0)]
    [InlineData(307, 3, 152)]
    [InlineData(1600, 11, 83)]
    public void Joined_parts_hold_153_septets_each(int length, int segments, int left)
    {
        var cut = SmsSegments.Cut(new string('a', length));
        (cut.Segments, cut.UnitsLeft).ShouldBe((segments, left));
    }

    [Theory]
    [InlineData(70, 1, 0)]
    [InlineData(71, 2, 63)]
    [InlineData(134, 2, 0)]
    [InlineData(135, 3, 66)]
    public void Joined_parts_hold_67_code_units_each(int length, int segments, int left)
    {
        var cut = SmsSegments.Cut(new string('я', length));
        (cut.Segments, cut.UnitsLeft).ShouldBe((segments, left));
    }

    [Fact]
    public void An_escaped_character_is_not_cut_in_two()
    {
        // 152 + the pair of € do not fit into 153: the first part stays one short, and 306 septets need a third part.
        var cut = SmsSegments.Cut(new string('a', 152) + "€" + new string('a', 152));
        (cut.Units, cut.Segments, cut.UnitsLeft).ShouldBe((306, 3, 152));
    }

    [Fact]
    public void A_surrogate_pair_is_not_cut_in_two()
    {
        var cut = SmsSegments.Cut(new string('я', 66) + "👍" + new string('я', 66));
        (cut.Units, cut.Segments, cut.UnitsLeft).ShouldBe((134, 3, 66));
    }

    [Fact]
    public void The_alphabet_has_127_characters_besides_the_escape_and_ten_escaped_ones()
    {
        var all = Enumerable.Range(0, 0x10000).Select(c => GsmAlphabet.SeptetsOf((char)c)).ToList();
        (all.Count(septets => septets == 1), all.Count(septets => septets == 2)).ShouldBe((127, 10));
    }

    [Theory]
    [InlineData("Dziękuję", 3, "ę")]
    [InlineData("È già lì", 0, "È")]
    [InlineData("ok 👍", 3, "👍")]
    [InlineData("ok \uD83D", 3, "\uFFFD")]
    [InlineData("perché", null, null)]
    public void The_first_character_that_the_alphabet_lacks_is_named(string text, int? at, string? character)
    {
        var cut = SmsSegments.Cut(text);
        (cut.OutsideGsmAt, cut.OutsideGsm?.ToString()).ShouldBe((at, character));
    }
}
