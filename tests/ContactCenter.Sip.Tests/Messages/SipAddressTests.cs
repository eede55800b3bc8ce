using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Tests.Messages;

public sealed class SipAddressTests
{
    [Theory]
    [InlineData("sip:a@h;tag=1", null, "sip:a@h", "1")]
    [InlineData("<sip:a@h;x=1>;tag=2", null, "sip:a@h;x=1", "2")]
    [InlineData("Anna<sip:a@h>", "Anna", "sip:a@h", null)]
    [InlineData("Anna Schmidt <sip:a@h>", "Anna Schmidt", "sip:a@h", null)]
    [InlineData("\"Schmidt, \\\"Anna\\\" \\\\ <x>\"  <sip:a@h> ; tag = 3", "Schmidt, \"Anna\" \\ <x>", "sip:a@h", "3")]
    [InlineData("\"\" <sip:a@h>", "", "sip:a@h", null)]
    [InlineData("\"Jürgen\" <sip:a@h>;tag=4;", "Jürgen", "sip:a@h", "4")]
    [InlineData("Vertrieb (Nord) <sip:a@h>", "Vertrieb (Nord)", "sip:a@h", null)]
    [InlineData("<tel:+4930>;tag=x", null, "tel:+4930", "x")]
    [InlineData("<sip:a@h?Replaces=1%3Bto-tag%3D2>", null, "sip:a@h?Replaces=1%3Bto-tag%3D2", null)]
    public void An_address_is_read_with_brackets_and_without(string text, string? name, string uri, string? tag)
    {
        var address = SipAddress.Parse(text);
        (address.DisplayName, address.Uri.ToString(), address.Tag).ShouldBe((name, uri, tag));
        var again = SipAddress.Parse(address.ToString());
        (again.DisplayName ?? "", again.Uri.ToString(), again.Tag).ShouldBe((name ?? "", uri, tag), "written, it says the same");
    }

    [Theory]
    [InlineData("")]
    [InlineData("<>")]
    [InlineData("<sip:a@h")]
    [InlineData("\"x <sip:a@h>")]
    [InlineData("\"x\\\" <sip:a@h>")]
    [InlineData("<sip:a@h>x")]
    [InlineData("<sip:a@h>;=1")]
    [InlineData("<sip:a@h>;x=")]
    [InlineData("<sip:a@h>;;x")]
    [InlineData("<sip:a@h>;x=\"y")]
    [InlineData("<sip:a@h> <sip:b@h>")]
    [InlineData("sip:a@h?x=y")]
    [InlineData("anna")]
    public void What_is_no_address_is_not_taken(string text)
    {
        SipAddress.TryParse(text, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => SipAddress.Parse(text));
    }

    [Fact]
    public void Parameters_are_quoted_where_they_have_to_be_and_where_they_were()
    {
        var address = new SipAddress(SipUri.Parse("sip:a@h"), null, SipParameters.Empty.With("a", "x y").With("b", "[2001:db8::1]").With("+sip.instance", "<urn:uuid:1>").With("c").With("d", "").With("e", "t", quoted: true));
        address.ToString().ShouldBe("<sip:a@h>;a=\"x y\";b=[2001:db8::1];+sip.instance=\"<urn:uuid:1>\";c;d=\"\";e=\"t\"");
        SipAddress.Parse(address.ToString()).ToString().ShouldBe(address.ToString());
    }

    [Fact]
    public void A_tag_is_set_again_and_not_twice()
    {
        var address = SipAddress.Parse("<sip:a@h>;tag=1;x;TAG=2");
        address.WithTag("3").ToString().ShouldBe("<sip:a@h>;tag=3;x");
        Should.Throw<ArgumentException>(() => address.WithTag("a b")).Message.ShouldContain("'a b' is no tag");
        Should.Throw<ArgumentException>(() => address.With("a=b"));
        address.Without("tag").ToString().ShouldBe("<sip:a@h>;x");
    }

    [Fact]
    public void A_name_with_controls_is_written_with_blanks() =>
        new SipAddress(SipUri.Parse("sip:a@h"), "a\r\nX: y\0").ToString().ShouldBe("\"a  X: y \" <sip:a@h>");

    [Theory]
    [InlineData("<sip:a@h>;q=0.7;expires=3600", 0.7, 3600u)]
    [InlineData("<sip:a@h>;q=1", 1.0, null)]
    [InlineData("<sip:a@h>;q=2;expires=-1", null, null)]
    [InlineData("<sip:a@h>;q=x;expires=99999999999", null, null)]
    [InlineData("<sip:a@h>;q=0,5", null, null)]
    public void A_contacts_numbers_are_read_where_they_are_numbers(string text, double? q, uint? expires)
    {
        if (!SipAddress.TryParse(text, out var contact))
        {
            (q, expires).ShouldBe((null, null));
            return;
        }

        (contact.Q, contact.Expires).ShouldBe(((decimal?)q, expires));
    }
}
