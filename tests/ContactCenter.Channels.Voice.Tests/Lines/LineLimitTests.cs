using ContactCenter.Channels.Voice.Lines;

namespace ContactCenter.Channels.Voice.Tests.Lines;

public sealed class LineLimitTests
{
    [Fact]
    public void The_sixteenth_of_fifteen_gets_none_until_the_limit_is_raised()
    {
        var limit = new LineLimit(15);
        var lines = Enumerable.Range(0, 15).Select(_ => limit.TryTake()).ToList();
        lines.ShouldAllBe(static l => l != null && l.HasLine);
        limit.TryTake().ShouldBeNull();
        limit.TryTakeOrWait().ShouldBeNull("nobody may wait here");
        limit.Limit = 30;
        limit.TryTake().ShouldNotBeNull();
        (limit.InUse, limit.HasFree).ShouldBe((16, true));
    }

    [Fact]
    public void A_limit_below_what_is_in_use_takes_nothing_away_and_gives_nothing()
    {
        var limit = new LineLimit(3);
        var lines = Enumerable.Range(0, 3).Select(_ => limit.TryTake()!).ToList();
        limit.Limit = 1;
        limit.InUse.ShouldBe(3);
        lines[0].Dispose();
        lines[1].Dispose();
        limit.TryTake().ShouldBeNull();
        lines[2].Dispose();
        limit.TryTake().ShouldNotBeNull();
    }

    [Fact]
    public void A_line_is_given_back_once()
    {
        var limit = new LineLimit(2);
        var line = limit.TryTake()!;
        _ = limit.TryTake();
        line.Dispose();
        line.Dispose();
        limit.InUse.ShouldBe(1);
    }

    [Fact]
    public void Those_that_wait_get_lines_in_their_order_and_before_new_calls()
    {
        var limit = new LineLimit(1, waiting: 2);
        var first = limit.TryTakeOrWait()!;
        var (second, third) = (limit.TryTakeOrWait()!, limit.TryTakeOrWait()!);
        (first.HasLine, second.HasLine, third.HasLine, limit.Waiting).ShouldBe((true, false, false, 2));
        limit.TryTakeOrWait().ShouldBeNull();
        first.Dispose();
        (second.HasLine, second.Granted.IsCompleted, third.HasLine).ShouldBe((true, true, false));
        limit.TryTake().ShouldBeNull();
        limit.Limit = 2;
        third.HasLine.ShouldBeTrue();
        limit.Waiting.ShouldBe(0);
    }

    [Fact]
    public void Who_stops_waiting_gives_the_place_to_the_next()
    {
        var limit = new LineLimit(1, waiting: 1);
        var first = limit.TryTakeOrWait()!;
        var gone = limit.TryTakeOrWait()!;
        gone.Dispose();
        var next = limit.TryTakeOrWait()!;
        first.Dispose();
        (gone.HasLine, next.HasLine, limit.InUse).ShouldBe((false, true, 1));
    }

    [Fact]
    public async Task Many_at_once_never_have_more_lines_than_there_are()
    {
        var limit = new LineLimit(15);
        var (most, now) = (0, 0);
        await Parallel.ForEachAsync(Enumerable.Range(0, 20_000), async (_, _) =>
        {
            if (limit.TryTake() is { } line)
            {
                var up = Interlocked.Increment(ref now);
                InterlockedMax(ref most, up);
                await Task.Yield();
                Interlocked.Decrement(ref now);
                line.Dispose();
            }
        });
        most.ShouldBeInRange(1, 15);
        (limit.InUse, now).ShouldBe((0, 0));
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
