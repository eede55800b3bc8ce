using System.Security.Cryptography;
using ContactCenter.Calls;
using ContactCenter.Records;
using ContactCenter.Storage;

namespace ContactCenter.Recordings;

/// <summary>What is recorded.</summary>
/// <param name="Rate">In hertz.</param>
/// <param name="IsMessage">Whether it is a message the caller leaves.</param>
internal sealed record RecordedSound(int Rate, bool IsMessage);

/// <summary>
/// One recording under way: what a call says goes into a buffer, and once a second from there into a chunk of the file, which is on disk before the next. The first failure ends it.
/// </summary>
internal sealed class CallRecording : ICallRecording
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly TenantRecordings _owner;
    private readonly RecordingId _id;
    private readonly CallId _call;
    private readonly CallFacts _facts;
    private readonly RecordedSound _sound;
    private readonly int _rate;
    private readonly VoiceMeter _voice;
    private readonly SoundBuffer _buffer;
    private readonly IRecordingFile? _file;
    private readonly RecordingCipher _cipher;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly CancellationTokenSource _ending = new();
    private readonly SemaphoreSlim _pausing = new(1);
    private readonly Task _running;
    private RecordingCause _cause = RecordingCause.Completed;
    private volatile bool _hasFailed;
    private bool _isPaused; // by the log
    private string? _code;
    private int _ordinal;
    private long _chunks;
    private long _size;
    private long _frames;
    private long _kept;
    private long _lost;

    /// <param name="owner">Where it belongs.</param>
    /// <param name="id">Its id.</param>
    /// <param name="call">The call.</param>
    /// <param name="facts">Whose it is.</param>
    /// <param name="sound">What is recorded.</param>
    /// <param name="key">Of its file.</param>
    /// <param name="file">Its file, behind the header; null when it could not be made.</param>
    /// <param name="fault">Why it could not be made.</param>
    public CallRecording(TenantRecordings owner, RecordingId id, CallId call, CallFacts facts, RecordedSound sound, byte[] key, IRecordingFile? file, Exception? fault)
    {
        (_owner, _id, _call, _facts, _sound, _file) = (owner, id, call, facts, sound, file);
        _rate = sound.Rate;
        var header = RecordingFormat.Header(id, _rate);
        _cipher = new RecordingCipher(header, key);
        _buffer = new SoundBuffer(_rate, owner.Blocks);
        _voice = new VoiceMeter(_rate);
        if (file is not null)
        {
            _hash.AppendData(header);
            _size = header.Length;
        }

        if (fault is not null)
        {
            Fail(fault);
        }

        _running = Task.Run(RunAsync);
    }

    public bool HasFailed => _hasFailed;

    public TimeSpan Heard => _voice.Heard;

    public TimeSpan Quiet => _voice.Quiet;

    public void Write(ReadOnlySpan<short> caller, ReadOnlySpan<short> center)
    {
        if (_sound.IsMessage)
        {
            _voice.Take(caller);
        }

        _buffer.Write(caller, center);
    }

    public async ValueTask PauseAsync(string by)
    {
        _buffer.Pause(true); // at once; that it is durable who wanted it takes a moment more
        await SwitchAsync(true, by).ConfigureAwait(false);
    }

    public ValueTask ResumeAsync(string by) => SwitchAsync(false, by);

    public ValueTask DisposeAsync() => EndAsync(RecordingCause.Completed);

    /// <summary>Ends it; the first who does says how. Returns when it is whole, or its tenant's next start has to see to it.</summary>
    public async ValueTask EndAsync(RecordingCause cause)
    {
        if (!_ending.IsCancellationRequested)
        {
            _cause = cause;
            await _ending.CancelAsync().ConfigureAwait(false);
        }

        await _running.ConfigureAwait(false);
    }

    private async ValueTask SwitchAsync(bool isPaused, string by)
    {
        TenantRecordings.CheckBy(by);
        await _pausing.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_isPaused != isPaused && !_running.IsCompleted)
            {
                await _owner.NoteAsync(_id, _facts, isPaused, by, ++_ordinal).ConfigureAwait(false);
                _isPaused = isPaused;
            }

            _buffer.Pause(isPaused); // also when a pause could not be written down: nothing was kept all the same
        }
        finally
        {
            _pausing.Release();
        }
    }

    private async Task RunAsync()
    {
        while (!_ending.IsCancellationRequested && !_hasFailed)
        {
            await Task.Delay(Pace, _owner.Time, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (await TryWriteAsync().ConfigureAwait(false) && _buffer.Waiting > _rate / 2)
            {
                // the disk stood still for a while
            }
        }

        _buffer.Close();
        while (!_hasFailed && await TryWriteAsync().ConfigureAwait(false))
        {
        }

        if (!_hasFailed)
        {
            await TryAsync(chunk => AppendAsync(chunk, 0, 0)).ConfigureAwait(false); // the end mark
        }

        await CloseAsync().ConfigureAwait(false);
    }

    /// <summary>Writes what there is; false when that is nothing, or it failed.</summary>
    private Task<bool> TryWriteAsync() => TryAsync(async buffers =>
    {
        var (length, frames, sound, lost) = _buffer.Take(buffers.Content);
        if (frames == 0)
        {
            return 0;
        }

        await AppendAsync(buffers, length, frames).ConfigureAwait(false);
        if (lost > 0 && _lost == 0)
        {
            RecordingLog.Lost(_owner.Logger, TimeOf(lost), _id, _owner.Tenant);
        }

        (_frames, _kept, _lost) = (_frames + frames, _kept + sound, _lost + lost);
        if (TimeOf(_frames) > RecordingFormat.MaxLength)
        {
            (_code, _cause) = (RecordingCodes.TooLong, RecordingCause.Failed);
            _hasFailed = true;
        }

        return frames;
    });

    private async Task<int> AppendAsync(ChunkBuffers.Pair buffers, int length, int frames)
    {
        var size = _cipher.Seal(_chunks, _frames, frames, buffers.Content.AsSpan(0, length), buffers.Chunk);
        await _file!.AppendAsync(buffers.Chunk.AsMemory(0, size)).ConfigureAwait(false);
        _hash.AppendData(buffers.Chunk, 0, size);
        _chunks++;
        _size += size;
        return frames;
    }

    /// <summary>Writes in turn with the other recordings; false when it came to nothing, or failed.</summary>
    private async Task<bool> TryAsync(Func<ChunkBuffers.Pair, Task<int>> write)
    {
        if (_hasFailed)
        {
            return false;
        }

        await _owner.Slots.WaitAsync().ConfigureAwait(false);
        var buffers = _owner.Chunks.Take();
        try
        {
            return await write(buffers).ConfigureAwait(false) > 0;
        }
        catch (Exception e)
        {
            Fail(e);
            return false;
        }
        finally
        {
            _owner.Chunks.GiveBack(buffers);
            _owner.Slots.Release();
        }
    }

    private void Fail(Exception e)
    {
        (_code, _cause) = (RecordingCodes.NotWritten, RecordingCause.Failed);
        _buffer.Close();
        _hasFailed = true;
        RecordingLog.Failed(_owner.Logger, e, _id, _call, _owner.Tenant);
        _owner.Fault = $"Recording {_id} could not be written: {e.Message}";
    }

    /// <summary>The file first: its hash stands in the log once it is whole. What is not done here the next start of the tenant does.</summary>
    private async Task CloseAsync()
    {
        try
        {
            if (_file is not null)
            {
                await _file.DisposeAsync().ConfigureAwait(false);
            }

            if (!_hasFailed)
            {
                _owner.Fault = null;
            }

            var ended = new RecordingEnded(
                _cause, _code, Convert.ToHexStringLower(_hash.GetHashAndReset()), _size, Milliseconds(_frames), Milliseconds(_kept), Milliseconds(_lost), _sound.IsMessage ? (long)Heard.TotalMilliseconds : null);
            await _owner.EndedAsync(_id, _call, _facts, ended, hasFile: _file is not null).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            RecordingLog.NotEnded(_owner.Logger, e, _id, _owner.Tenant);
        }
        finally
        {
            _buffer.Drop();
            _cipher.Dispose();
            _hash.Dispose();
            _owner.Forget(_id);
        }
    }

    private TimeSpan TimeOf(long frames) => TimeSpan.FromMilliseconds(Milliseconds(frames));

    private long Milliseconds(long frames) => frames * 1_000 / _rate;
}
