using ContactCenter.Sip.Rtp.Jitter;
using FsCheck.Xunit;

namespace ContactCenter.Sip.Tests.Rtp.Jitter;

public sealed class JitterBufferTests
{
    private static readonly JitterBufferOptions Wide = new() { Most = TimeSpan.FromMilliseconds(500) };

    [Fact]
    public void A_quiet_network_is_played_whole_and_soon()
    {
        var run = Call(500, static _ => 3).Run();

        run.Played.ShouldBe(Numbers(500));
        run.Buffer.Concealed.ShouldBe(0);
        run.Buffer.Delay.TotalMilliseconds.ShouldBeInRange(10, 60);
        run.Steps.Take(5).ShouldContain('P');
    }

    [Fact]
    public void Packets_out_of_order_are_played_in_order()
    {
        var run = Call(500, static i => i % 7 == 3 ? 29 : 0).Run();

        run.Played.ShouldBe(Numbers(500));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_a_network_that_loses_30_of_100_everything_that_comes_is_played_and_the_rest_filled_in(int seed)
    {
        var random = new Random(seed);
        var run = new JitterRun();
        var sent = new List<long>();
        for (var i = 0; i < 2_000; i++)
        {
            if (i == 0 || i == 1_999 || random.Next(100) >= 30)
            {
                run.Comes(i, (uint)(i * 160), (i * 20) + random.Next(4));
                sent.Add(i);
            }
        }

        run.Run();
        run.Played.ShouldBe(sent);
        run.Buffer.Late.ShouldBe(0);
        // Everything has its time: what is missing is filled in for as long as it would have lasted, but for runs that end in silence.
        run.Line.Trim('-').Length.ShouldBeInRange(1_995, 2_005);
        run.Buffer.Concealed.ShouldBeInRange(2_000 - sent.Count - 30, 2_000 - sent.Count + 5);
    }

    [Fact]
    public void A_burst_of_losses_is_filled_in_and_then_silent_and_what_follows_is_whole()
    {
        var run = new JitterRun();
        for (var i = 0; i < 300; i++)
        {
            if (i is < 100 or >= 130)
            {
                run.Comes(i, (uint)(i * 160), i * 20);
            }
        }

        run.Run();
        run.Played.ShouldBe(Numbers(300).Where(static i => i is < 100 or >= 130));
        run.Buffer.Concealed.ShouldBeInRange(5, 12, "200 ms at most are made up");
    }

    [Fact]
    public void The_delay_grows_with_the_jitter_and_shrinks_when_it_is_over()
    {
        var random = new Random(4);
        var run = Call(1_000, _ => random.Next(90));
        run.IsQuiet = true;
        run.Run(20_000);
        var (late, delay) = (run.Buffer.Late, run.Buffer.Delay);
        delay.TotalMilliseconds.ShouldBeInRange(70, 160);
        late.ShouldBeLessThan(20);
        for (var i = 1_000; i < 3_000; i++)
        {
            run.Comes(i, (uint)(i * 160), (i * 20) + 45);
        }

        run.Run(60_000);
        run.Buffer.Delay.ShouldBeLessThan(delay / 2);
        run.Buffer.Shrunk.ShouldBeGreaterThan(0);
        run.Buffer.Late.ShouldBe(late);
    }

    [Fact]
    public void In_speech_the_delay_neither_grows_nor_shrinks_but_for_what_is_late()
    {
        var random = new Random(4);
        var run = Call(1_000, _ => random.Next(60)).Run();

        (run.Buffer.Grown, run.Buffer.Shrunk).ShouldBe((0, 0));
    }

    [Fact]
    public void A_pause_of_the_other_side_is_silence_and_no_loss()
    {
        var run = new JitterRun();
        for (var spurt = 0; spurt < 10; spurt++)
        {
            for (var i = 0; i < 50; i++)
            {
                var (number, at) = ((spurt * 50) + i, (spurt * 3_000) + (i * 20));
                run.Comes(number, (uint)(at * 8), at + 5, endsTalk: i == 49);
            }
        }

        run.Run();
        run.Played.ShouldBe(Numbers(500));
        run.Buffer.Concealed.ShouldBe(0);
        run.Line.Split('-', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(static s => s.Length == 50);
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(-500_000)]
    [InlineData(3_000_000_000)]
    [InlineData(100)]
    public void A_clock_that_is_set_begins_anew_and_loses_nothing(long jump)
    {
        var run = new JitterRun();
        for (var i = 0; i < 200; i++)
        {
            run.Comes(i, (uint)(4_000_000_000 + (i * 160) + (i >= 100 ? jump : 0)), i * 20);
        }

        run.Run();
        // A clock set back makes what waits unusable: at most what was in the buffer.
        run.Played.Count.ShouldBeInRange(195, 200);
        run.Played.ShouldBeInOrder();
        run.Played[^1].ShouldBe(199);
    }

    [Fact]
    public void Another_source_after_a_reset_is_played_whole()
    {
        var run = Call(100, static _ => 0).Run();
        run.Buffer.Reset();
        var begun = run.Now.TotalMilliseconds;
        for (var i = 0; i < 100; i++)
        {
            run.Comes(60_000 + i, (uint)(77 + (i * 160)), begun + (i * 20));
        }

        run.Run();
        run.Played.Skip(100).ShouldBe(Enumerable.Range(60_000, 100).Select(static i => (long)i));
    }

    /// <summary>300 parts in a million is a bad crystal at each end; half an hour makes half a second of it.</summary>
    [Theory]
    [InlineData(300)]
    [InlineData(-300)]
    public void Clocks_that_drift_apart_cost_silence_and_no_speech(int partsInAMillion)
    {
        var run = new JitterRun();
        const int Packets = 90_000;
        for (var i = 0; i < Packets; i++)
        {
            run.Comes(i, (uint)(i * 160), i * 20 * (1 - (partsInAMillion / 1e6)));
        }

        var longest = TimeSpan.Zero;
        while (run.Now < TimeSpan.FromSeconds(Packets / 50.0))
        {
            run.IsQuiet = run.Now.TotalSeconds % 10 > 6;
            run.Run(run.Now.TotalMilliseconds + 1_000);
            longest = run.Buffer.Delay > longest ? run.Buffer.Delay : longest;
        }

        longest.TotalMilliseconds.ShouldBeLessThan(120);
        run.Buffer.Late.ShouldBe(0);
        (partsInAMillion > 0 ? run.Buffer.Shrunk : run.Buffer.Grown + run.Buffer.Concealed).ShouldBeInRange(10, 40);
        run.Played.Count.ShouldBeGreaterThan(Packets - 60);
    }

    [Fact]
    public void A_copy_is_dropped_and_one_whose_turn_is_over_counted()
    {
        var buffer = new JitterBuffer(new JitterBufferOptions { Least = TimeSpan.Zero, Initial = TimeSpan.Zero }, 8_000, 160, 960);
        buffer.Put(1, 160, 160, 0, false, [1], TimeSpan.Zero).ShouldBe(JitterVerdict.Kept);
        buffer.Put(1, 160, 160, 0, false, [1], TimeSpan.Zero).ShouldBe(JitterVerdict.Duplicate);
        buffer.Put(3, 480, 160, 0, false, [3], TimeSpan.Zero).ShouldBe(JitterVerdict.Kept);
        var now = TimeSpan.FromMilliseconds(100);
        buffer.Take(false, now).Kind.ShouldBe(JitterStepKind.Packet);
        buffer.Take(false, now).Kind.ShouldBe(JitterStepKind.Conceal);
        buffer.Put(2, 320, 160, 0, false, [2], now).ShouldBe(JitterVerdict.Late);
        buffer.Put(4, 640, 160, 0, false, new byte[961], now).ShouldBe(JitterVerdict.TooLong);
        buffer.Late.ShouldBe(1);
    }

    [Fact]
    public void Bounds_out_of_order_are_named()
    {
        var options = new JitterBufferOptions { Initial = TimeSpan.FromMilliseconds(400) };
        Should.Throw<ArgumentException>(() => new JitterBuffer(options, 8_000, 160, 960)).Message.ShouldContain("Least <= Initial <= Most");
        Should.Throw<ArgumentOutOfRangeException>(static () => new JitterBufferOptions { Most = TimeSpan.FromSeconds(1) }).Message.ShouldContain("500 ms");
    }

    [Property(MaxTest = 300)]
    public bool Whatever_comes_is_handed_out_in_order_once_and_never_more_than_fits(int[] noise)
    {
        var buffer = new JitterBuffer(Wide, 8_000, 160, 32);
        var (now, last) = (TimeSpan.Zero, long.MinValue);
        var sequence = 1_000L;
        Span<byte> payload = stackalloc byte[8];
        foreach (var n in noise)
        {
            var bits = (uint)n;
            sequence = Math.Max(0, sequence + ((bits & 7) == 0 ? (int)(bits >> 3 & 0xFFF) - 1_000 : 1));
            var timestamp = (uint)((sequence * 160) + ((bits >> 15 & 15) == 0 ? n : 0));
            var before = buffer.Waiting;
            BitConverter.TryWriteBytes(payload, sequence);
            buffer.Put(sequence, timestamp, 160, 0, (bits >> 20 & 31) == 0, payload, now);
            if (buffer.Waiting > 64 || buffer.Waiting < 0)
            {
                return false;
            }

            if ((bits >> 19 & 1) == 0)
            {
                var step = buffer.Take((bits >> 25 & 1) == 0, now);
                if (step.Duration <= 0)
                {
                    return false;
                }

                now += TimeSpan.FromMilliseconds(20);
            }
        }

        // What is left ends: nothing hangs, and within one timeline the order holds.
        for (var i = 0; i < 400; i++)
        {
            var step = buffer.Take(false, now);
            now += TimeSpan.FromMilliseconds(20);
            if (step.Kind == JitterStepKind.Packet)
            {
                var played = BitConverter.ToInt64(step.Payload);
                if (played <= last)
                {
                    return false;
                }

                last = played;
            }
        }

        return buffer.Waiting == 0;
    }

    [Fact]
    public void Packets_cost_no_allocation()
    {
        var buffer = new JitterBuffer(new JitterBufferOptions(), 8_000, 160, 960);
        var payload = new byte[160];
        Pass(0, 2_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Pass(2_000, 20_000);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        void Pass(int from, int to)
        {
            for (var i = from; i < to; i++)
            {
                var now = TimeSpan.FromMilliseconds(i * 20);
                if (i % 9 != 0)
                {
                    buffer.Put(i, (uint)(i * 160), 160, 0, false, payload, now);
                }

                buffer.Take(i % 50 == 0, now);
            }
        }
    }

    private static JitterRun Call(int packets, Func<int, int> late)
    {
        var run = new JitterRun();
        for (var i = 0; i < packets; i++)
        {
            run.Comes(i, (uint)(i * 160), (i * 20) + late(i));
        }

        return run;
    }

    private static IEnumerable<long> Numbers(int count) => Enumerable.Range(0, count).Select(static i => (long)i);
}
