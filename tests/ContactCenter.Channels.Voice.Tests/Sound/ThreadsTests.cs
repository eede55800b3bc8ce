using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Sound;

namespace ContactCenter.Channels.Voice.Tests.Sound;

public sealed class ThreadsTests
{
    [Fact]
    public async Task Legs_on_threads_of_their_own_stand_everything_that_changes_meanwhile()
    {
        using var room = new Room();
        var seats = new[] { SeatKind.Caller, SeatKind.Agent, SeatKind.Outside, SeatKind.Supervisor }.Select(room.Enter).ToList();
        var music = Tones.Clip(500, 0.3);
        var prompt = Tones.Clip(700, 0.05, rate: 22_050);
        var kept = new Sum();
        using var ended = new CancellationTokenSource();
        var running = seats.ConvertAll(static _ => new TaskCompletionSource());
        var legs = seats.Select((seat, i) => Task.Factory.StartNew(() =>
        {
            var said = Tones.Clip(300 + (100 * i), 0.02).Samples.ToArray();
            var heard = new short[160];
            while (!ended.IsCancellationRequested)
            {
                seat.Hear(said, 8_000);
                Array.Clear(heard);
                seat.Say(heard, 8_000);
                running[i].TrySetResult();
                Thread.Yield();
            }
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToList();
        await Task.WhenAll(running.Select(static r => r.Task)).WaitAsync(TimeSpan.FromSeconds(60));

        var played = new List<Task<bool>>();
        for (var i = 0; i < 1_000; i++)
        {
            var seat = seats[i % seats.Count];
            seat.IsMuted = i % 3 == 0;
            seat.IsHeld = i % 5 == 0;
            seats[3].Part = (CallPart)(1 + (i % 3));
            room.Recording = i % 7 == 0 ? null : kept;
            seat.Player.Loop(i % 2 == 0 ? music : null);
            played.Add(seat.Player.PlayAsync([prompt, prompt]));
            if (i % 4 == 0)
            {
                seat.Player.Stop();
            }

            room.Leave(room.Enter((SeatKind)(i % 4)));
        }

        room.Recording = null;
        var written = kept.Samples;
        foreach (var seat in seats)
        {
            room.Leave(seat);
        }

        await Task.WhenAll(played);
        await ended.CancelAsync();
        await Task.WhenAll(legs);
        kept.Samples.ShouldBe(written, "nothing is written once the recording is taken away");
        kept.WasShared.ShouldBeFalse("one thread at a time writes");
        seats.ShouldAllBe(static s => s.FramesSaid > 0 && s.Paths.Length <= Room.MaxSeats);
    }

    private sealed class Sum : ICallRecording
    {
        private int _writing;

        public long Samples { get; private set; }

        public bool WasShared { get; private set; }

        public bool HasFailed => false;

        public TimeSpan Heard => TimeSpan.Zero;

        public TimeSpan Quiet => TimeSpan.Zero;

        public void Write(ReadOnlySpan<short> caller, ReadOnlySpan<short> center)
        {
            WasShared |= Interlocked.Increment(ref _writing) != 1;
            Samples += caller.Length;
            Interlocked.Decrement(ref _writing);
        }

        public ValueTask PauseAsync(string by) => default;

        public ValueTask ResumeAsync(string by) => default;

        public ValueTask DisposeAsync() => default;
    }
}
