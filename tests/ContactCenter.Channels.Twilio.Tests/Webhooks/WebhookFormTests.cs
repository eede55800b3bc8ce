using System.Text;
using ContactCenter.Channels.Twilio.Webhooks;

namespace ContactCenter.Channels.Twilio.Tests.Webhooks;

public sealed class WebhookFormTests
{
    [Fact]
    public void A_field_is_found_by_its_name_the_first_of_several() =>
        (Parse("a=1&b=2&a=3")!["a"], Parse("a=1")!["b"]).ShouldBe(("1", null));

    [Theory]
    [InlineData("%C3%A9=citt%c3%a0", "é:città")]
    [InlineData("a=%FF%C3", "a:\uFFFD\uFFFD")]
    public void Names_and_values_become_text(string body, string fields) =>
        string.Join(' ', Parse(body)!.Fields.Select(field => $"{field.Name}:{field.Text}")).ShouldBe(fields);

    [Fact]
    public void Bytes_that_are_no_text_keep_their_value_for_the_signature() =>
        Parse("a=%FF")!.Fields[0].Value.ShouldBe([0xFF]);

    [Fact]
    public void More_fields_than_the_bound_are_malformed()
    {
        Parse(string.Join('&', Enumerable.Repeat("a=1", WebhookForm.MaxFields)))!.Fields.Length.ShouldBe(WebhookForm.MaxFields);
        Parse(string.Join('&', Enumerable.Repeat("a=1", WebhookForm.MaxFields + 1))).ShouldBeNull();
    }

    private static WebhookForm? Parse(string body) => WebhookForm.TryParse(Encoding.UTF8.GetBytes(body));
}
