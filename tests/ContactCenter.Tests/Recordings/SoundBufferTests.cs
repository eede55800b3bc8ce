using ContactCenter.Recordings;

namespace ContactCenter.Tests.Recordings;

public sealed class SoundBufferTests
{
    private readonly SoundBuffer _buffer = new(Sound.Rate);

    [Fact]
    public void A_frame_allocates_nothing()
    {
        var (caller, center) = (new short[Sound.Frame], new short[Sound.Frame]);
        var content = new byte[_buffer.MaxContent];
        Record(seconds: 1);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var frames = Record(seconds: 20);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        (allocated, frames).ShouldBe((0, 20 * Sound.Rate));

        int Record(int seconds)
        {
            var taken = 0;
            for (var i = 0; i < seconds; i++)
            {
                for (var frame = 0; frame < 50; frame++)
                {
                    _buffer.Pause(frame % 25 == 7);
                    _buffer.Write(caller, center);
                }

                taken += _buffer.Take(content).Frames;
            }

            return taken;
        }
    }

    [Fact]
    public void What_finds_no_room_is_lost_and_its_time_counts()
    {
        var room = (int)(SoundBuffer.Room.TotalSeconds * Sound.Rate);
        Sound.Write(_buffer, 0, room);
        Sound.Write(_buffer, room, 3 * Sound.Frame);

        var content = new byte[_buffer.MaxContent];
        _buffer.Take(content).ShouldBe(((room * 4) + (2 * RecordingFormat.RunSize), room + (3 * Sound.Frame), room, 3 * Sound.Frame));

        Sound.Write(_buffer, 0, Sound.Frame); // there is room again
        _buffer.Take(content).ShouldBe(((Sound.Frame * 4) + RecordingFormat.RunSize, Sound.Frame, Sound.Frame, 0));
    }

    [Fact]
    public void Nothing_is_taken_once_it_is_closed_and_what_was_there_comes_out()
    {
        Sound.Write(_buffer, 0, Sound.Frame);
        _buffer.Close();
        Sound.Write(_buffer, 0, Sound.Frame);
        _buffer.Take(new byte[_buffer.MaxContent]).Frames.ShouldBe(Sound.Frame);
    }

    [Fact]
    public void Sides_of_two_lengths_are_refused() =>
        Should.Throw<ArgumentException>(() => _buffer.Write(new short[160], new short[159]));
}
