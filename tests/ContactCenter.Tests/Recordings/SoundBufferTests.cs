using ContactCenter.Recordings;

namespace ContactCenter.Tests.Recordings;

public sealed class SoundBufferTests
{
    private readonly SoundBuffer _buffer = new(Sound.Rate, new SoundBlocks());

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
    public void What_does_not_fit_into_a_chunk_is_the_next_ones()
    {
        var said = 3 * Sound.Rate;
        Sound.Write(_buffer, 0, said);
        var (whole, part) = (new byte[_buffer.MaxContent], new byte[RecordingFormat.RunSize + (1_001 * RecordingFormat.FrameSize) + 3]);
        var other = new SoundBuffer(Sound.Rate, new SoundBlocks());
        Sound.Write(other, 0, said);
        var expected = whole.AsSpan(RecordingFormat.RunSize, _buffer.Take(whole).Length - RecordingFormat.RunSize).ToArray();

        var got = new List<byte>();
        while (other.Take(part) is { Frames: > 0 } taken)
        {
            taken.Frames.ShouldBe(Math.Min(1_001, said - (got.Count / RecordingFormat.FrameSize)));
            got.AddRange(part[RecordingFormat.RunSize..taken.Length]);
        }

        got.ToArray().ShouldBe(expected);
    }

    [Fact]
    public void What_waits_has_memory_and_what_is_taken_gives_it_back()
    {
        var blocks = new SoundBlocks();
        var block = blocks.Take();
        block[7] = 1;
        blocks.GiveBack(block);
        var buffer = new SoundBuffer(Sound.Rate, blocks);
        Sound.Write(buffer, 0, Sound.Frame);
        blocks.Take().ShouldNotBeSameAs(block); // the buffer has it
        buffer.Take(new byte[buffer.MaxContent]);
        blocks.Take().ShouldBeSameAs(block);
        Array.TrueForAll(block, static sample => sample == 0).ShouldBeTrue();
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
