using System.Globalization;
using System.Text.Json;
using ContactCenter.Testing.Conformance;
using ContactCenter.Web;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Channels.WebForms.Tests.Conformance;

/// <summary>Web forms, with people's pages as its provider: a page sends again until it hears that the form was taken. The site's server vouches for its visitors.</summary>
internal sealed class WebFormsSubject : ChannelSubject
{
    public const ChannelTraits All = ChannelTraits.Repeats | ChannelTraits.Authenticates | ChannelTraits.ReceivesOnly;

    private static readonly Secret Key = new(new string('i', 32));

    public override Type ChannelType => typeof(WebFormsChannel);

    public override ChannelKind Kind => ChannelKind.Form;

    public override ChannelTraits Traits => All;

    public override Address Line { get; } = new(WebFormsChannel.Form, "contact");

    /// <summary>Nothing is carried to a form.</summary>
    public override IReadOnlyList<CarriedMessage> Carried => [];

    public override void Compose(IContactCenterBuilder center) => center.AddWebForms(static o =>
    {
        (o.SigningKey, o.MaxPerMinutePerAddress) = (new Secret(new string('k', 32)), 10_000);
        o.Form("contact", static f =>
        {
            f.Ask("message", "Message", "Messaggio", static m => m.MaxLength = 2_000);
            (f.Message, f.MinFillTime, f.IdentityKey) = ("message", TimeSpan.Zero, Key);
            if (f.Origins.Count == 0)
            {
                f.From(FormCenter.Origin);
            }
        });
    });

    public override Task<Address> CustomerAsync(IServiceProvider center, int customer) => Task.FromResult(new Address(AddressKind.Mail, MailOf(customer)));

    public override Task<bool> WriteAsync(IServiceProvider center, CustomerMessage message) => PostAsync(center, message, FormCenter.Origin);

    public override Task<bool> ForgeAsync(IServiceProvider center, CustomerMessage message) => PostAsync(center, message, "https://elsewhere.example");

    private static string MailOf(int customer) => string.Create(CultureInfo.InvariantCulture, $"customer{customer}@example.com");

    private async Task<bool> PostAsync(IServiceProvider center, CustomerMessage message, string origin)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>
        {
            ["message"] = message.Text,
            ["cc-id"] = message.Id,
            ["cc-identity"] = Identities.Sign(Key, "contact", TimeProvider.System.GetUtcNow().AddHours(1), MailOf(message.Customer)),
        });
        var response = await center.GetServices<IWebhookHandler>().Single().HandleAsync(
            new WebhookRequest
            {
                Method = "POST",
                Url = new Uri(PublicUrl, "hooks/webforms/contact"),
                SubPath = "contact",
                Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "application/json", ["Origin"] = origin },
                Body = body,
                RemoteAddress = "192.0.2.1",
            },
            CancellationToken.None);
        return response.Status == 200;
    }
}
