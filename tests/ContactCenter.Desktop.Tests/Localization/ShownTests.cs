using ContactCenter.Desktop.Localization;

namespace ContactCenter.Desktop.Tests.Localization;

public sealed class ShownTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("plain", "plain")]
    [InlineData("two\r\nlines\tand a tab", "two\r\nlines\tand a tab")]
    [InlineData("invoice\u202Efdp.exe", "invoicefdp.exe")]
    [InlineData("\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069x", "x")]
    [InlineData("bell\u0007 null\0 escape\u001B[31m", "bell\uFFFD null\uFFFD escape\uFFFD[31m")]
    [InlineData("🔥 مرحبا", "🔥 مرحبا")]
    public void What_deceives_the_eye_is_taken_out(string? text, string shown) => Shown.Harmless(text).ShouldBe(shown);

    [Fact]
    public void Half_a_surrogate_pair_is_replaced() => Shown.Harmless("half \uD83D pair").ShouldBe("half \uFFFD pair");
}
