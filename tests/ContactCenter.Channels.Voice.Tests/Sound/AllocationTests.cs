using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Sound;

namespace ContactCenter.Channels.Voice.Tests.Sound;

public sealed class AllocationTests
{
    [Theory]
    [InlineData(8_000, 8_000)]
    [InlineData(16_000, 8_000)]
    public void A_frame_allocates_nothing(int room, int leg)
    {
        using var hall = new Room(room);
        hall.Recording = new Sink();
        var caller = hall.Enter(SeatKind.Caller);
        var agent = hall.Enter(SeatKind.Agent);
        var supervisor = hall.Enter(SeatKind.Supervisor);
        caller.Player.Loop(Tones.Clip(500, 1, rate: 16_000));
        agent.Player.Loop(Tones.Clip(500, 1));
        _ = supervisor.Player.PlayAsync([Tones.Clip(500, 60, rate: 22_050)]);
        var said = Tones.Clip(440, 0.02, leg).Samples.ToArray();
        var heard = new short[said.Length];
        Run(1_000); // as long as what is measured: clocks that drift have been met
        long allocated;
        var runs = 0;
        do
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Run(1_000);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        while (allocated > 0 && ++runs < 3); // code that is compiled anew while it runs may allocate once
        allocated.ShouldBe(0);

        void Run(int frames)
        {
            for (var i = 0; i < frames; i++)
            {
                caller.Hear(said, leg);
                caller.Say(heard, leg);
                agent.Hear(said, leg);
                agent.Say(heard, leg);
                supervisor.Hear(said, leg);
                supervisor.Say(heard, leg);

                // A slip now and then.
                if (i % 100 == 0)
                {
                    agent.Hear(said, leg);
                }
            }
        }
    }

    private sealed class Sink : ICallRecording
    {
        public bool HasFailed => false;

        public TimeSpan Heard => TimeSpan.Zero;

        public TimeSpan Quiet => TimeSpan.Zero;

        public void Write(ReadOnlySpan<short> caller, ReadOnlySpan<short> center)
        {
        }

        public ValueTask PauseAsync(string by) => default;

        public ValueTask ResumeAsync(string by) => default;

        public ValueTask DisposeAsync() => default;
    }
}
