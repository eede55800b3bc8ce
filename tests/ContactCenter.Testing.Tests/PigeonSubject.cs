using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ContactCenter.Channels;
using ContactCenter.Channels.Pigeon;
using ContactCenter.Testing.Conformance;
using ContactCenter.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContactCenter.Testing.Tests;

/// <summary>The channel that docs/channels.md shows, with a provider that answers HTTP in this process.</summary>
internal sealed class PigeonSubject : ChannelSubject
{
    public const ChannelTraits All = ChannelTraits.Repeats | ChannelTraits.Refuses | ChannelTraits.LosesAnswers;

    private static readonly AddressKind Loft = new("loft");

    private readonly Provider _provider = new();

    public override Type ChannelType => typeof(PigeonChannel);

    public override ChannelKind Kind { get; } = new("pigeon");

    public override ChannelTraits Traits => All;

    public override Address Line { get; } = new(Loft, "north-tower");

    public override IReadOnlyList<CarriedMessage> Carried => [.. _provider.Letters.Select(static l => new CarriedMessage(l.Id, new Address(Loft, l.To), l.Text))];

    public override void Compose(IContactCenterBuilder center)
    {
        center.Services.TryAddSingleton(new HttpClient(_provider) { BaseAddress = new Uri("https://pigeons.example/") });
        center.Services.TryAddSingleton<PigeonChannel>();
        center.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IChannel, PigeonChannel>(static s => s.GetRequiredService<PigeonChannel>()));
        center.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IWebhookHandler, PigeonChannel>(static s => s.GetRequiredService<PigeonChannel>()));
    }

    public override Task<Address> CustomerAsync(IServiceProvider center, int customer) => Task.FromResult(new Address(Loft, $"roof-{customer}"));

    public override async Task<bool> WriteAsync(IServiceProvider center, CustomerMessage message)
    {
        var response = await center.GetServices<IWebhookHandler>().Single().HandleAsync(
            new WebhookRequest
            {
                Method = "POST",
                Url = new Uri(PublicUrl, "hooks/pigeon"),
                SubPath = "",
                Headers = new Dictionary<string, string>(),
                Body = JsonSerializer.SerializeToUtf8Bytes(new Letter(message.Id, $"roof-{message.Customer}", Line.Value, message.Text), JsonSerializerOptions.Web),
            },
            CancellationToken.None);
        return response.Status == 200;
    }

    public override void Behave(ProviderMood mood) => _provider.Mood = mood;

    private sealed class Provider : HttpMessageHandler
    {
        private readonly ConcurrentQueue<Letter> _letters = new();

        public ProviderMood Mood { get; set; }

        public IReadOnlyList<Letter> Letters => [.. _letters];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Mood is ProviderMood.Accepts or ProviderMood.TakesAndHangsUp)
            {
                _letters.Enqueue((await request.Content!.ReadFromJsonAsync<Letter>(cancellationToken))!);
            }

            if (Mood == ProviderMood.Hangs)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return Mood switch
            {
                ProviderMood.Accepts => new HttpResponseMessage(HttpStatusCode.Created),
                ProviderMood.Refuses => new HttpResponseMessage(HttpStatusCode.NotFound),
                ProviderMood.IsBusy => new HttpResponseMessage(HttpStatusCode.TooManyRequests),
                _ => throw new HttpRequestException("The line broke."),
            };
        }
    }
}
