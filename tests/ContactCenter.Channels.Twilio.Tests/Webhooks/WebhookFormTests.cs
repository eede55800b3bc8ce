using System.Text;
using ContactCenter.Channels.Twilio.Webhooks;

namespace ContactCenter.Channels.Twilio.Tests.Webhooks;

public sealed class WebhookFormTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("&&", "")]
    [InlineData("a=1&b=2", "a:1 b:2")]
    [InlineData("a=1&a=2&a=1", "a:1 a:2 a:1")]
    [InlineData("a", "a:")]
    [InlineData("=v", ":v")]
    [InlineData("a=b=c", "a:b=c")]
    [InlineData("a=x%2By+z", "a:x+y z")]
    [InlineData("%C3%A9=citt%c3%a0", "é:città")]
    [InlineData("a=%00%0d%0A", "a:\0\r\n")]
    [InlineData("a=%FF%C3", "a:\uFFFD\uFFFD")]
    public void A_body_is_read_as_it_was_sent(string body, string fields) =>
        string.Join(' ', Parse(body)!.Fields.Select(field => $"{field.Name}:{field.Text}")).ShouldBe(fields);

    [Theory]
    [InlineData("a=%")]
    [InlineData("a=%4")]
    [InlineData("a=%zz")]
    [InlineData("%=1")]
    public void A_broken_escape_is_malformed(string body) => Parse(body).ShouldBeNull();

    [Fact]
    public void More_fields_than_the_bound_are_malformed()
    {
        Parse(string.Join('&', Enumerable.Repeat("a=1", WebhookForm.MaxFields)))!.Fields.Length.ShouldBe(WebhookForm.MaxFields);
        Parse(string.Join('&', Enumerable.Repeat("a=1", WebhookForm.MaxFields + 1))).ShouldBeNull();
    }

    [Fact]
    public void Bytes_that_are_no_text_keep_their_value_for_the_signature() =>
        Parse("a=%FF")!.Fields[0].Value.ShouldBe([0xFF]);

    [Fact]
    public void Random_bytes_never_throw()
    {
        var random = new Random(4);
        var buffer = new byte[200];
        for (var i = 0; i < 20_000; i++)
        {
            random.NextBytes(buffer);
            for (var j = 0; j < buffer.Length; j += 3)
            {
                buffer[j] = "&=%+aF0"u8[random.Next(7)];
            }

            var form = WebhookForm.TryParse(buffer.AsSpan(0, random.Next(buffer.Length)));
            _ = form?["a"];
        }
    }

    private static WebhookForm? Parse(string body) => WebhookForm.TryParse(Encoding.UTF8.GetBytes(body));
}
