using System.Collections.Concurrent;
using ContactCenter.Testing.Conformance;
using ContactCenter.Web;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Channels.WebChat.Tests.Conformance;

/// <summary>Web chat, with visitors' tabs as its provider: a tab says a message again until it hears that it was got.</summary>
internal sealed class WebChatSubject : ChannelSubject
{
    public const ChannelTraits All = ChannelTraits.Repeats | ChannelTraits.Authenticates | ChannelTraits.ShowsTyping | ChannelTraits.TakesMedia | ChannelTraits.SendsMedia
        | ChannelTraits.OffersChoices;

    private const string Origin = "https://acme.example";

    private readonly ConcurrentDictionary<int, Lazy<Task<Visitor>>> _visitors = new();
    private readonly ConcurrentQueue<CarriedMessage> _carried = new();
    private readonly ConcurrentDictionary<string, bool> _known = new();

    public override Type ChannelType => typeof(WebChatChannel);

    public override ChannelKind Kind => ChannelKind.Chat;

    public override ChannelTraits Traits => All;

    public override Address Line { get; } = new(WebChatChannel.Page, "acme");

    public override IReadOnlyList<CarriedMessage> Carried => [.. _carried];

    public override void Compose(IContactCenterBuilder center) => center.AddWebChat(o =>
    {
        o.Burst = 100; // a customer of a case writes faster than a person
        o.Page("acme", static p => p.From(Origin));
    });

    public override async Task<Address> CustomerAsync(IServiceProvider center, int customer) => VisitorToken.AddressOf((await VisitorAsync(center, customer)).Token);

    public override async Task<bool> WriteAsync(IServiceProvider center, CustomerMessage message) => await (await VisitorAsync(center, message.Customer)).SayAsync(message);

    public override async Task<bool> ForgeAsync(IServiceProvider center, CustomerMessage message)
    {
        var visitor = new Visitor(center, "https://elsewhere.example", Hear);
        await visitor.GreetAsync(null);
        return await visitor.SayAsync(message);
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var visitor in _visitors.Values)
        {
            (await visitor.Value).Leave();
        }

        await base.DisposeAsync();
    }

    /// <summary>The customer's tab; it connects again, with its token, to a center that was started again or has hung up.</summary>
    private async Task<Visitor> VisitorAsync(IServiceProvider center, int customer)
    {
        var current = _visitors.GetOrAdd(customer, _ => new Lazy<Task<Visitor>>(() => ConnectAsync(center, null)));
        var visitor = await current.Value;
        if (visitor.Serves(center))
        {
            return visitor;
        }

        _visitors.TryUpdate(customer, new Lazy<Task<Visitor>>(() => ConnectAsync(center, visitor.Token)), current);
        return await _visitors[customer].Value;
    }

    private async Task<Visitor> ConnectAsync(IServiceProvider center, string? token)
    {
        var visitor = new Visitor(center, Origin, Hear);
        await visitor.GreetAsync(token);
        return visitor;
    }

    /// <summary>A tab shows a message once, whether it was pushed or stood in what was said before.</summary>
    private void Hear(string token, ServerFrame frame)
    {
        if (frame is { T: "msg", Mine: false, Id: { } id } && _known.TryAdd(id, true))
        {
            _carried.Enqueue(new CarriedMessage(id, VisitorToken.AddressOf(token), frame.Text!) { Choices = frame.Choices ?? [] });
        }
    }

    private sealed class Visitor
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        private readonly IServiceProvider _center;
        private readonly FakeConnection _tab;
        private readonly Action<string, ServerFrame> _hear;
        private readonly TaskCompletionSource<ServerFrame?> _welcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ConcurrentDictionary<string, TaskCompletionSource<bool>> _said = new();
        private readonly TaskCompletionSource<string> _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Task _hearing;

        public Visitor(IServiceProvider center, string origin, Action<string, ServerFrame> hear)
        {
            (_center, _hear) = (center, hear);
            _tab = new FakeConnection(new Uri("https://center.example/connect/webchat?page=acme"), origin, "192.0.2.1");
            _tab.Served = Task.Run(async () =>
            {
                await center.GetServices<IWebConnectionHandler>().Single().RunAsync(_tab, CancellationToken.None).AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                _tab.End();
            });
            _hearing = HearAsync();
        }

        public string Token { get; private set; } = "";

        public bool Serves(IServiceProvider center) => center == _center && !_hearing.IsCompleted;

        public async Task GreetAsync(string? token)
        {
            _tab.Say(new ClientFrame { T = "hello", Token = token });
            Token = (await _welcome.Task.WaitAsync(Patience))?.Token ?? token ?? "";
        }

        public async Task<bool> SayAsync(CustomerMessage message)
        {
            var answer = _said.GetOrAdd(message.Id, static _ => new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously));
            NamedFile[]? files = message.Medium is { } medium ? [new NamedFile { Id = await StoreAsync(message.Id, medium), Name = "dot.png" }] : null;
            _tab.Say(new ClientFrame { T = "say", Id = message.Id, Text = message.Text, Files = files, Re = message.PressedOn?.ProviderId });
            return await Task.WhenAny(answer.Task, _hearing).WaitAsync(Patience) == answer.Task && await answer.Task;
        }

        public void Leave() => _tab.Leave();

        private async Task<string> StoreAsync(string id, byte[] content)
        {
            _tab.Say(new ClientFrame { T = "file", Id = id, Size = content.Length });
            _tab.Say(new ClientFrame { T = "piece", Id = id, Data = content });
            return await _stored.Task.WaitAsync(Patience);
        }

        private async Task HearAsync()
        {
            await foreach (var frame in _tab.FramesAsync())
            {
                switch (frame)
                {
                    case { T: "welcome" }:
                        Token = frame.Token!;
                        foreach (var message in frame.Messages!)
                        {
                            _hear(Token, message with { T = "msg" });
                        }

                        _welcome.TrySetResult(frame);
                        break;
                    case { T: "stored" }:
                        _stored.TrySetResult(frame.File!);
                        break;
                    case { T: "got" or "retry" or "error", Id: { } id } when _said.TryRemove(id, out var answer):
                        answer.TrySetResult(frame.T == "got");
                        break;
                    default:
                        _hear(Token, frame);
                        break;
                }
            }

            _welcome.TrySetResult(null);
        }
    }
}
