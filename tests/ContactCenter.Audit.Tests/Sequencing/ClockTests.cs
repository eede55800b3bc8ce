using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace ContactCenter.Audit.Tests.Sequencing;

/// <summary>Clocks that go wrong in the middle of a log, 200 runs of each kind with an opening in between.</summary>
public sealed class ClockTests
{
    private const int Batches = 20;
    private const int ClockWentBack = 1002;

    /// <summary>What a clock shows at each of its readings, begun at a time and going wrong at one of them.</summary>
    public static TheoryData<string, Func<Random, int, int, TimeSpan>> Clocks => new()
    {
        { "back 1 h", static (_, reading, at) => TimeSpan.FromSeconds(reading) - (reading < at ? TimeSpan.Zero : TimeSpan.FromHours(1)) },
        { "forward 10 y", static (_, reading, at) => TimeSpan.FromSeconds(reading) + (reading < at ? TimeSpan.Zero : TimeSpan.FromDays(3_652)) },
        { "forward 10 y and back", static (_, reading, at) => TimeSpan.FromSeconds(reading) + (reading == at ? TimeSpan.FromDays(3_652) : TimeSpan.Zero) },
        { "frozen", static (_, reading, at) => TimeSpan.FromSeconds(Math.Min(reading, at)) },
        { "a leap second twice", static (_, reading, at) => TimeSpan.FromSeconds(reading < at ? reading : reading - 1) },
        { "jitter", static (random, reading, _) => TimeSpan.FromSeconds(reading + (random.NextDouble() * 20) - 10) },
    };

    [Theory]
    [MemberData(nameof(Clocks))]
    public async Task A_wrong_clock_changes_no_order_and_heads_never_go_back_and_a_jump_back_is_told(string clock, Func<Random, int, int, TimeSpan> shows)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var time = new WrongTime(shows, seed);
            var logger = new FakeLogCollector();
            using var loggers = LoggerFactory.Create(b => b.AddProvider(new FakeLoggerProvider(logger)));
            var store = new MemoryLogStore(new LogId("acme"));
            var heads = new List<Checkpoint>();
            for (var life = 0; life < 2; life++)
            {
                await using var log = await AuditLog.OpenAsync(store, new AuditLogOptions(), time, loggers);
                heads.Add(log.Checkpoint);
                for (var i = 0; i < Batches / 2; i++)
                {
                    var number = (life * Batches / 2) + i;
                    (await log.AppendAsync(log.AppendAny(SampleEntries.Entry(number) with { Time = time.Last }))).First.Value.ShouldBe(number);
                    heads.Add(log.Checkpoint);
                }

                (await log.ReadAsync(LogPosition.Start).NumbersAsync()).ShouldBe(Enumerable.Range(0, (life + 1) * Batches / 2));
            }

            heads.Zip(heads.Skip(1)).ShouldAllBe(static pair => pair.First.Time <= pair.Second.Time);
            (await LogVerifier.VerifyAsync(store, new LogVerificationOptions { Heads = heads })).Fault.ShouldBeNull($"{clock}, {seed}");
            logger.GetSnapshot().Any(static l => l.Id == ClockWentBack).ShouldBe(time.WentBack, $"{clock}, {seed}");
        }
    }

    private sealed class WrongTime(Func<Random, int, int, TimeSpan> shows, int seed) : TimeProvider
    {
        private readonly Random _random = new(seed);
        private readonly int _at = new Random(seed).Next(1, Batches);
        private DateTimeOffset _latest;
        private int _reading;

        /// <summary>What it showed last.</summary>
        public DateTimeOffset Last { get; private set; } = SampleEntries.Start;

        /// <summary>Whether it ever showed a time at least a second before one it had shown.</summary>
        public bool WentBack { get; private set; }

        public override DateTimeOffset GetUtcNow()
        {
            Last = SampleEntries.Start + shows(_random, _reading++, _at);
            WentBack |= _latest - Last >= TimeSpan.FromSeconds(1);
            _latest = Last > _latest ? Last : _latest;
            return Last;
        }
    }
}
