using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Tests.Messages;

public sealed class SipHeaderNameTests
{
    private static readonly SipHeaderName[] Known =
        [.. typeof(SipHeaderName).GetProperties().Where(static p => p.PropertyType == typeof(SipHeaderName)).Select(static p => (SipHeaderName)p.GetValue(null)!)];

    [Fact]
    public void Every_known_name_is_found_in_any_case_and_by_its_short_form()
    {
        Known.Length.ShouldBeGreaterThan(80);
        foreach (var name in Known)
        {
            name.IsKnown.ShouldBeTrue();
            SipHeaderName.Of(name.Text).ShouldBeSameAs(name);
            SipHeaderName.Of(name.Text.ToUpperInvariant()).ShouldBeSameAs(name);
            SipHeaderName.Of(name.Text.ToLowerInvariant()).ShouldBeSameAs(name);
            if (name.CompactForm is { } compact)
            {
                SipHeaderName.Of(compact.ToString()).ShouldBeSameAs(name);
                SipHeaderName.Of(char.ToUpperInvariant(compact).ToString()).ShouldBeSameAs(name);
            }
        }
    }

    [Fact]
    public void The_short_forms_are_those_of_the_registry() =>
        string.Concat(Known.Select(static n => n.CompactForm).OfType<char>().Order()).ShouldBe("abcdefijklmnorstuvxy");

    [Fact]
    public void Unknown_names_stay_as_they_are_and_are_equal_in_any_case()
    {
        var name = SipHeaderName.Of("X-Reference");
        name.Text.ShouldBe("X-Reference");
        name.ShouldBe(SipHeaderName.Of("x-reference"));
        (name == "X-REFERENCE").ShouldBeTrue();
        name.GetHashCode().ShouldBe(SipHeaderName.Of("x-reference").GetHashCode());
        (name != SipHeaderName.Via).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("X Y")]
    [InlineData("X:")]
    [InlineData("X\r\nY")]
    [InlineData("Ü")]
    public void What_is_no_token_is_no_name(string text) => Should.Throw<ArgumentException>(() => SipHeaderName.Of(text)).Message.ShouldContain("is no header name");

    [Fact]
    public void Methods_are_compared_with_their_case()
    {
        new SipMethod("INVITE").ShouldBe(SipMethod.Invite);
        new SipMethod("invite").ShouldNotBe(SipMethod.Invite);
        new SipMethod("INVITE").IsKnown.ShouldBeTrue();
        new SipMethod("invite").IsKnown.ShouldBeFalse();
        default(SipMethod).Name.ShouldBe("");
        Should.Throw<ArgumentException>(() => new SipMethod("IN VITE")).Message.ShouldContain("'IN VITE' is no method");
    }

    [Fact]
    public void Every_status_has_a_phrase()
    {
        Enumerable.Range(100, 600).ShouldAllBe(static s => SipStatus.Reason(s).Length > 1);
        (SipStatus.Reason(486), SipStatus.Reason(499), SipStatus.Reason(299), SipStatus.Reason(699)).ShouldBe(("Busy Here", "Bad Request", "OK", "Busy Everywhere"));
        Should.Throw<ArgumentOutOfRangeException>(() => SipStatus.Reason(99));
        Should.Throw<ArgumentOutOfRangeException>(() => SipStatus.Reason(700));
    }
}
