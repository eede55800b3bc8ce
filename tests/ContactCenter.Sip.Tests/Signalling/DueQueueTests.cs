using ContactCenter.Sip.Signalling;

namespace ContactCenter.Sip.Tests.Signalling;

public sealed class DueQueueTests
{
    private readonly DueQueue _queue = new();

    [Fact]
    public void Whoever_waits_for_nothing_any_more_is_not_kept()
    {
        var item = new Item { Until = TimeSpan.FromMinutes(15) };
        _queue.Schedule(item);
        _queue.Count.ShouldBe(1);
        item.Until = null;
        _queue.Schedule(item);
        (_queue.Count, _queue.NextAt).ShouldBe((0, null));
        item.Until = TimeSpan.FromSeconds(1);
        _queue.Schedule(item);
        _queue.Run(TimeSpan.FromSeconds(1));
        (item.Calls, _queue.Count).ShouldBe((1, 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Each_is_called_at_its_time_however_often_it_changed_its_mind(int seed)
    {
        var random = new Random(seed);
        var items = Enumerable.Range(0, 300).Select(static _ => new Item()).ToArray();
        for (var now = TimeSpan.Zero; now < TimeSpan.FromSeconds(500); now += TimeSpan.FromSeconds(1))
        {
            foreach (var item in random.GetItems(items, random.Next(40)))
            {
                item.Until = random.Next(4) == 0 ? null : now + TimeSpan.FromSeconds(random.Next(1, 60));
                _queue.Schedule(item);
            }

            var waiting = items.Where(static item => item.Until is not null).ToArray();
            (_queue.Count, _queue.NextAt).ShouldBe((waiting.Length, waiting.Min(static item => item.Until)));
            var expected = items.Select(item => item.Calls + (item.Until <= now ? 1 : 0)).ToArray();
            _queue.Run(now);
            items.Select(static item => item.Calls).ShouldBe(expected);
        }
    }

    private sealed class Item : Scheduled
    {
        public TimeSpan? Until { get; set; }

        public int Calls { get; private set; }

        public override TimeSpan? DueAt => Until;

        public override void Due(TimeSpan now) => (Until, Calls) = (null, Calls + 1);
    }
}
