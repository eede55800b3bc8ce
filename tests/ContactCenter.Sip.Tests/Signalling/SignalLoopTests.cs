using System.Threading.Channels;
using ContactCenter.Sip.Signalling;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Sip.Tests.Signalling;

public sealed class SignalLoopTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeLogger _logger = new();

    [Fact]
    public async Task What_is_due_comes_in_its_order_and_only_then()
    {
        await using var loop = new SignalLoop(_time, _logger);
        var due = Channel.CreateUnbounded<string>();
        await loop.AskAsync(() =>
        {
            foreach (var (name, seconds) in new[] { ("c", 3.0), ("a", 1), ("b", 2) })
            {
                loop.Dues.Schedule(new Once(name, TimeSpan.FromSeconds(seconds), due.Writer));
            }

            return 0;
        });
        _time.Advance(TimeSpan.FromSeconds(1));
        (await ReadAsync()).ShouldBe("a");
        await loop.AskAsync(() => 0);
        due.Reader.TryRead(out _).ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(5));
        (await ReadAsync(), await ReadAsync()).ShouldBe(("b", "c"));

        Task<string> ReadAsync() => due.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Whoever_changes_its_time_is_looked_at_at_the_new_one()
    {
        await using var loop = new SignalLoop(_time, _logger);
        var due = Channel.CreateUnbounded<string>();
        var (later, sooner) = (new Once("later", TimeSpan.FromSeconds(1), due.Writer), new Once("sooner", TimeSpan.FromSeconds(9), due.Writer));
        await loop.AskAsync(() =>
        {
            loop.Dues.Schedule(later);
            loop.Dues.Schedule(sooner);
            later.MoveTo(TimeSpan.FromSeconds(8));
            sooner.MoveTo(TimeSpan.FromSeconds(2));
            loop.Dues.Schedule(later);
            loop.Dues.Schedule(sooner);
            return 0;
        });
        _time.Advance(TimeSpan.FromSeconds(5));
        (await due.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe("sooner");
        await loop.AskAsync(() => 0);
        due.Reader.TryRead(out _).ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(5));
        (await due.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe("later");
    }

    [Fact]
    public async Task What_fails_fails_alone()
    {
        await using var loop = new SignalLoop(_time, _logger);
        loop.TryPost(static (_, _) => throw new InvalidOperationException("a bug"), this, null).ShouldBeTrue();
        (await loop.AskAsync(() => 7).WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe(7);
        await Should.ThrowAsync<ArithmeticException>(() => loop.AskAsync<int>(() => throw new ArithmeticException()));
        _logger.Collector.GetSnapshot().Single().Id.Id.ShouldBe(5020);
    }

    [Fact]
    public async Task A_full_mailbox_drops_what_comes_from_the_network_and_counts_it()
    {
        await using var loop = new SignalLoop(_time, _logger);
        using var held = new ManualResetEventSlim();
        loop.TryPost(static (held, _) => ((ManualResetEventSlim)held).Wait(), held, null);
        var taken = 0;
        while (loop.TryPost(static (_, _) => { }, this, null))
        {
            (++taken).ShouldBeLessThan(20_000);
        }

        loop.Dropped.ShouldBe(1);
        var asked = loop.AskAsync(() => 7); // waits for room
        asked.IsCompleted.ShouldBeFalse();
        held.Set();
        (await asked.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe(7);
    }

    private sealed class Once(string name, TimeSpan at, ChannelWriter<string> told) : Scheduled
    {
        private TimeSpan? _at = at;

        public override TimeSpan? DueAt => _at;

        public void MoveTo(TimeSpan at) => _at = at;

        public override void Due(TimeSpan now)
        {
            _at = null;
            told.TryWrite(name);
        }
    }
}
