using System.Text;
using ContactCenter;
using ContactCenter.Channels;
using ContactCenter.Testing.Conformance;
using ContactCenter.Web;
using Microsoft.Extensions.DependencyInjection;

namespace ForeignVendor.Tests;

/// <summary>The vendor's pagers, tried as any channel is.</summary>
internal sealed class PagerSubject : ChannelSubject
{
    public const ChannelTraits All = ChannelTraits.Repeats;

    private readonly PagerGateway _gateway = new();

    public override Type ChannelType => typeof(PagerChannel);

    public override ChannelKind Kind => PagerChannel.Pager;

    public override ChannelTraits Traits => All;

    public override Address Line { get; } = Pager("77");

    public override IReadOnlyList<CarriedMessage> Carried => [.. _gateway.Called.Select(static c => new CarriedMessage(c.Id, Pager(c.To), c.Text))];

    public override void Compose(IContactCenterBuilder center) => center.AddPager(_gateway);

    public override Task<Address> CustomerAsync(IServiceProvider center, int customer) => Task.FromResult(Pager($"{500 + customer}"));

    public override async Task<bool> WriteAsync(IServiceProvider center, CustomerMessage message)
    {
        var response = await center.GetServices<IWebhookHandler>().Single().HandleAsync(
            new WebhookRequest
            {
                Method = "POST",
                Url = new Uri(PublicUrl, "hooks/pager"),
                SubPath = "",
                Headers = new Dictionary<string, string>(),
                Body = Encoding.UTF8.GetBytes($"{message.Id}|{500 + message.Customer}|77|{message.Text}"),
            },
            CancellationToken.None);
        return response.Status == 200;
    }

    private static Address Pager(string number) => new(PagerChannel.PagerNumber, number);
}
