using System.Text;
using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Tests.Messages;

public sealed class SipUriTests
{
    [Fact]
    public void A_sip_URI_is_read_in_parts()
    {
        var uri = SipUri.Parse("SIPS:an%20na:se%3Acret@host-1.example:5071;transport=tls;lr;x=%41?Subject=next%20week&Priority=urgent");

        uri.Scheme.ShouldBe("sips");
        uri.IsSip.ShouldBeTrue();
        uri.IsSecure.ShouldBeTrue();
        uri.User.ShouldBe("an na");
        uri.Password.ShouldBe("se:cret");
        uri.Host.ShouldBe("host-1.example");
        uri.Port.ShouldBe(5_071);
        uri.Parameters.ToList().ShouldBe([new("transport", "tls"), new("lr", null), new("x", "A")]);
        uri.IsLooseRouter.ShouldBeTrue();
        uri.Headers.ShouldBe([new("Subject", "next week"), new("Priority", "urgent")]);
        uri.ToString().ShouldStartWith("SIPS:an%20na", Case.Sensitive, "what came in goes out the same");
    }

    [Theory]
    [InlineData("sip:example.com", null, "example.com", null)]
    [InlineData("sip:alice@192.0.2.1:5060", "alice", "192.0.2.1", 5060)]
    [InlineData("sip:alice@[2001:db8::9:1]:6060", "alice", "[2001:db8::9:1]", 6060)]
    [InlineData("sip:[::ffff:192.0.2.10];lr", null, "[::ffff:192.0.2.10]", null)]
    [InlineData("sip:a;b=c?d/e@h", "a;b=c?d/e", "h", null)]
    [InlineData("sip:*21%23@h", "*21#", "h", null)]
    [InlineData("sip:under_score@my_host", "under_score", "my_host", null)]
    public void Users_hosts_and_ports_are_told_apart(string text, string? user, string host, int? port)
    {
        var uri = SipUri.Parse(text);
        (uri.User, uri.Host, uri.Port).ShouldBe((user, host, port));
        uri.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("sip:*21#@h", "sip:*21%23@h", "*21#")]
    [InlineData("tel:+49#;p=ü", "tel:+49#;p=%C3%BC", "+49#")]
    [InlineData("sip:jürgen@h", "sip:j%C3%BCrgen@h", "jürgen")]
    public void What_phones_forget_to_escape_is_escaped(string text, string escaped, string user)
    {
        var uri = SipUri.Parse(text);
        uri.ToString().ShouldBe(escaped);
        uri.User.ShouldBe(user);
        uri.ShouldBe(SipUri.Parse(escaped));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sip")]
    [InlineData("sip:")]
    [InlineData(":x")]
    [InlineData("1sip:x")]
    [InlineData("sip:@h")]
    [InlineData("sip:u@")]
    [InlineData("sip:u@h:")]
    [InlineData("sip:u@h:0")]
    [InlineData("sip:u@h:65536")]
    [InlineData("sip:u@h:4294967297")]
    [InlineData("sip:u@h:5060x")]
    [InlineData("sip:u@h: 5060")]
    [InlineData("sip:u@@h")]
    [InlineData("sip:a b@h")]
    [InlineData("sip:u@h;")]
    [InlineData("sip:u@h;;lr")]
    [InlineData("sip:u@h;=x")]
    [InlineData("sip:u@h;x=")]
    [InlineData("sip:u@h?")]
    [InlineData("sip:u@h?x")]
    [InlineData("sip:u@h?=x")]
    [InlineData("sip:u@h?a=b&")]
    [InlineData("sip:%@h")]
    [InlineData("sip:%4@h")]
    [InlineData("sip:%4g@h")]
    [InlineData("sip:u@[2001:db8::1")]
    [InlineData("sip:u@[fe80::1%25eth0]")]
    [InlineData("sip:u@[192.0.2.1]")]
    [InlineData("sip:u@[]")]
    [InlineData("sip:u@2001:db8::1")]
    [InlineData("sip:u@h<x>")]
    [InlineData("sip:u\"@h")]
    [InlineData("sip:u@hö")]
    [InlineData("sip:u@h\r\nX: y")]
    [InlineData("tel:")]
    [InlineData("tel:abc xyz")]
    [InlineData("tel:+49;")]
    [InlineData("http://a b")]
    [InlineData("x:%zz")]
    public void What_is_no_URI_is_not_taken(string text)
    {
        SipUri.TryParse(text, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => SipUri.Parse(text)).Message.ShouldContain("is no URI");
    }

    [Theory]
    [InlineData("sip:%61lice@example.com;transport=TCP", "sip:alice@EXAMPLE.com;Transport=tcp")]
    [InlineData("sip:alice@example.com", "sip:alice@example.com;new=5")]
    [InlineData("sip:alice@example.com;a=1;b=2", "sip:alice@example.com;b=2;a=1")]
    [InlineData("sip:h?to=sip:bob%40h&x=1", "sip:h?X=1&to=sip:bob%40h")]
    [InlineData("sip:a%21b@h", "sip:a!b@h")]
    [InlineData("tel:+49-30-123.456", "tel:+4930123456")]
    [InlineData("tel:7042;phone-context=EXAMPLE.com", "tel:70-42;phone-context=example.com")]
    [InlineData("urn:service:sos", "URN:service:sos")]
    public void Addresses_that_mean_the_same_are_equal(string one, string another)
    {
        var (left, right) = (SipUri.Parse(one), SipUri.Parse(another));
        left.ShouldBe(right);
        (left == right && right == left).ShouldBeTrue();
        left.GetHashCode().ShouldBe(right.GetHashCode());
    }

    [Theory]
    [InlineData("sip:Alice@h", "sip:alice@h")]
    [InlineData("sip:a@h", "sip:a@h:5060")]
    [InlineData("sip:a@h", "sips:a@h")]
    [InlineData("sip:a@h", "sip:a@h;transport=udp")]
    [InlineData("sip:a@h", "sip:a@h;user=phone")]
    [InlineData("sip:a@h", "sip:a@h;maddr=192.0.2.1")]
    [InlineData("sip:a@h", "sip:a@h;ttl=1")]
    [InlineData("sip:a@h", "sip:a@h;method=INVITE")]
    [InlineData("sip:a@h;x=1", "sip:a@h;x=2")]
    [InlineData("sip:a@h", "sip:a@h?Subject=x")]
    [InlineData("sip:a@h?Subject=x", "sip:a@h?Subject=y")]
    [InlineData("sip:a:b@h", "sip:a@h")]
    [InlineData("sip:a:b@h", "sip:a:c@h")]
    [InlineData("sip:h", "sip:a@h")]
    [InlineData("sip:a%3Bb@h", "sip:a;b@h")]
    [InlineData("sip:a@phone.example", "sip:a@192.0.2.4")]
    [InlineData("tel:+4930", "tel:4930")]
    [InlineData("tel:7042;phone-context=a.example", "tel:7042")]
    [InlineData("urn:service:sos", "urn:service:SOS")]
    public void Addresses_that_may_mean_something_else_are_not_equal(string one, string another)
    {
        SipUri.Parse(one).ShouldNotBe(SipUri.Parse(another));
        (SipUri.Parse(one) != SipUri.Parse(another)).ShouldBeTrue();
    }

    [Fact]
    public void A_URI_of_parts_has_its_escapes()
    {
        var uri = SipUri.Create("a b@c:d%e;f\0\r\n\"<>", "h", 5_060, secure: true).WithParameter("tran=sport", "a;b").WithParameter("lr").WithParameter("lr");

        uri.ToString().ShouldBe("sips:a%20b%40c%3Ad%25e;f%00%0D%0A%22%3C%3E@h:5060;tran%3Dsport=a%3Bb;lr");
        uri.User.ShouldBe("a b@c:d%e;f\0\r\n\"<>");
        uri.Parameters["tran=sport"].ShouldBe("a;b");
        uri.WithoutParameter("LR").WithoutParameter("tran=sport").ToString().ShouldEndWith("@h:5060");
    }

    [Fact]
    public void Parts_that_make_no_URI_are_refused()
    {
        Should.Throw<ArgumentException>(() => SipUri.Create("", "h"));
        Should.Throw<ArgumentException>(() => SipUri.Create("u", "h;lr"));
        Should.Throw<ArgumentException>(() => SipUri.Create("u", "h\r\nX"));
        Should.Throw<ArgumentException>(() => SipUri.Create("u", "h", 0)).Message.ShouldContain("port 0");
        Should.Throw<ArgumentException>(() => SipUri.Create("u", "h").WithParameter("x", ""));
        Should.Throw<ArgumentException>(() => SipUri.Parse("urn:x").WithParameter("x", "y"));
    }

    [Fact]
    public void A_parameter_keeps_the_headers_behind_it()
    {
        SipUri.Parse("sip:u@h;a=1?Subject=x").WithParameter("a", "2").WithParameter("b").ToString().ShouldBe("sip:u@h;a=2;b?Subject=x");
        SipUri.Parse("sip:u@h;a=1?Subject=x").WithoutHeaders().ToString().ShouldBe("sip:u@h;a=1");
    }

    [Fact]
    public void A_tel_URI_has_a_number_and_parameters()
    {
        var uri = SipUri.Parse("tel:+49-(30)-1234;phone-context=example.com;ext=12");
        uri.User.ShouldBe("+49-(30)-1234");
        uri.Host.ShouldBe("");
        uri.Parameters["ext"].ShouldBe("12");
        uri.IsSip.ShouldBeFalse();
    }

    [Fact]
    public void A_URI_has_an_end()
    {
        SipUri.TryParse("sip:" + new string('a', SipUri.MaxLength - 6) + "@h", out _).ShouldBeTrue();
        SipUri.TryParse("sip:" + new string('a', SipUri.MaxLength - 5) + "@h", out _).ShouldBeFalse();
        SipUri.TryParse("sip:" + new string('ü', SipUri.MaxLength / 3) + "@h", out _).ShouldBeFalse("its escapes count, too");
        SipUri.TryParse(Encoding.UTF8.GetBytes("sip:" + new string('a', 256)), out _).ShouldBeFalse("a host's name has 255 at most");
    }

    [Fact]
    public void Bytes_that_are_no_text_are_kept_in_the_URI_and_shown_as_a_mark()
    {
        var uri = SipUri.Parse("sip:%FF%00@h");
        uri.ToString().ShouldBe("sip:%FF%00@h");
        uri.User.ShouldBe("\ufffd\0");
    }
}
