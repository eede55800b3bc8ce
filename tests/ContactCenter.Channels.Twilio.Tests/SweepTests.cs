using StubCarrier;

namespace ContactCenter.Channels.Twilio.Tests;

public sealed class SweepTests : IAsyncLifetime
{
    private readonly DateTimeOffset _start = DateTimeOffset.UtcNow;
    private StartedCarrier _carrier = null!;
    private Bench _bench = null!;

    public async Task InitializeAsync()
    {
        _carrier = await StartedCarrier.StartAsync(); // nobody answers its webhooks
        _bench = new Bench(baseUrl: _carrier.Url);
    }

    public async Task DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _carrier.DisposeAsync();
    }

    [Fact]
    public async Task What_was_missed_is_taken_in_in_order_over_all_pages()
    {
        for (var i = 0; i < 250; i++)
        {
            await _carrier.Webhooks.WriteAsync(Bench.Customer, Bench.Number, $"message {i}");
        }

        await _carrier.Webhooks.WriteAsync(Bench.Customer, "+390699999999", "to another number");
        await _bench.SendAsync(Bench.Message("outbound"));

        (await SweepAsync(_start)).ShouldBe(250);
        _bench.Inbox.Messages.Select(message => message.Text).ShouldBe(Enumerable.Range(0, 250).Select(i => $"message {i}"));
        var first = _bench.Inbox.Messages.First();
        (first.Endpoint, first.From, first.ProviderId).ShouldBe((Bench.Endpoint, Address.Phone(Bench.Customer), _carrier.Book.All()[0].Sid));
        first.SentAt!.Value.ShouldBeInRange(_start.AddSeconds(-2), DateTimeOffset.UtcNow);

        (await SweepAsync(_start)).ShouldBe(250);
        _bench.Inbox.Messages.Count.ShouldBe(250);
    }

    [Fact]
    public async Task Only_what_came_since_is_listed()
    {
        await _carrier.Webhooks.WriteAsync(Bench.Customer, Bench.Number, "old");
        (await SweepAsync(DateTimeOffset.UtcNow.AddMinutes(1))).ShouldBe(0);
    }

    [Fact]
    public async Task Pictures_are_found_too()
    {
        await _carrier.Webhooks.WriteAsync(Bench.Customer, Bench.Number, "look", [new Media("ME1", "image/jpeg")]);
        await SweepAsync(_start);
        var message = _bench.Inbox.Messages.Single();
        message.Media.ShouldHaveSingleItem().ShouldBe(new MediaReference(
            new Uri($"{_carrier.Url}/2010-04-01/Accounts/{Bench.Sid}/Messages/{message.ProviderId}/Media/ME1"), "image/jpeg"));
    }

    [Fact]
    public async Task A_door_that_refuses_ends_the_sweep_until_later()
    {
        await _carrier.Webhooks.WriteAsync(Bench.Customer, Bench.Number, "x");
        _bench.Inbox.RefuseFor = TimeSpan.FromSeconds(3);
        var refused = await Should.ThrowAsync<ChannelException>(() => SweepAsync(_start));
        (refused.Code, refused.IsTransient, refused.RetryAfter).ShouldBe(("CC3006", true, TimeSpan.FromSeconds(3)));
        _bench.Inbox.RefuseFor = null;
        (await SweepAsync(_start)).ShouldBe(1);
        _bench.Inbox.Messages.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("429")]
    [InlineData("503")]
    [InlineData("cut")]
    public async Task Reading_is_repeated_through_short_trouble(string mode)
    {
        await _carrier.Webhooks.WriteAsync(Bench.Customer, Bench.Number, "x");
        _carrier.Fail(new FaultRule(mode) { On = "get", Times = 1, RetryAfterSeconds = 0 });
        (await SweepAsync(_start)).ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_that_says_when_to_come_again_is_handed_on_at_once()
    {
        _carrier.Fail(new FaultRule("429") { On = "get", Times = 1, RetryAfterSeconds = 60 });
        var busy = await Should.ThrowAsync<ChannelException>(() => SweepAsync(_start));
        (busy.Code, busy.IsTransient, busy.RetryAfter).ShouldBe(("CC3002", true, TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task Lasting_trouble_is_an_exception()
    {
        _carrier.Fail(new FaultRule("503") { On = "get", RetryAfterSeconds = 0 });
        var trouble = await Should.ThrowAsync<ChannelException>(() => SweepAsync(_start));
        (trouble.Code, trouble.IsTransient).ShouldBe(("CC3002", true));
    }

    [Fact]
    public async Task More_than_a_sweep_holds_is_taken_in_as_far_as_it_goes_and_said()
    {
        for (var i = 0; i <= InboundSweep.MaxMessages + 100; i++)
        {
            _carrier.Book.Add(new Message
            {
                Sid = MessageBook.NewSid("SM"),
                Account = Bench.Sid,
                Direction = "inbound",
                Status = "received",
                From = Bench.Customer,
                To = Bench.Number,
                Body = $"{i}",
                CreatedAt = DateTimeOffset.UtcNow,
            });
        }

        var tooMany = await Should.ThrowAsync<ChannelException>(() => SweepAsync(_start));
        (tooMany.Code, tooMany.IsTransient).ShouldBe(("CC3005", false));
        _bench.Inbox.Messages.Count.ShouldBe(InboundSweep.MaxMessages);
        _bench.Inbox.Messages.Last().Text.ShouldBe($"{InboundSweep.MaxMessages + 100}");
    }

    private Task<int> SweepAsync(DateTimeOffset since) => _bench.CatchUp.SweepAsync(Bench.Endpoint, since, _bench.Inbox, CancellationToken.None).AsTask();
}
