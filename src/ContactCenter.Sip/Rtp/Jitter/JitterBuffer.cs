namespace ContactCenter.Sip.Rtp.Jitter;

/// <summary>
/// Puts the packets of one source into order and hands them out at the pace of our own clock. Each talk spurt begins after the delay the network asks for;
/// in between, the buffer grows and shrinks where nobody hears it. Pure: time is passed in.
/// </summary>
/// <remarks>Not safe for two threads at a time; allocates only while more packets wait than ever before.</remarks>
internal sealed class JitterBuffer
{
    /// <summary>Packets that may wait: more than half a second of 10 ms.</summary>
    private const int MostPackets = 64;

    private readonly PacketSlots _slots;
    private readonly DelayEstimate _estimate = new();
    private readonly JitterBufferOptions _options;
    private readonly int _clockRate;
    private readonly long _dryLimit;
    private int _packet; // the length of a packet, as last seen
    private long _highSequence;
    private long _highTimestamp;
    private bool _hasTimeline;
    private bool _isPlaying;
    private TimeSpan _playAt;
    private long _nextSequence;
    private long _nextTimestamp;
    private long _played; // the last one handed out or left out
    private bool _talkEnded;
    private long _dry; // concealed while nothing waited
    private TimeSpan _takenAt;
    private int _takenLength;
    private double _delay; // of the quickest packets, smoothed, in units of the clock
    private bool _hasDelay;

    /// <param name="options">Between which delays it moves.</param>
    /// <param name="clockRate">Units of the RTP timestamp in a second.</param>
    /// <param name="packet">The length of a packet until one has been seen, in those units.</param>
    /// <param name="slotSize">The longest payload taken, in octets.</param>
    public JitterBuffer(JitterBufferOptions options, int clockRate, int packet, int slotSize)
    {
        options.Check(nameof(options));
        _options = options;
        _clockRate = clockRate;
        _packet = packet;
        _dryLimit = clockRate / 5; // 200 ms: what the concealment of codecs fills at most
        _slots = new PacketSlots(MostPackets, slotSize);
        Target = options.Initial;
    }

    /// <value>The delay it aims at.</value>
    public TimeSpan Target { get; private set; }

    /// <value>The delay it has now.</value>
    public TimeSpan Delay => ToTime((long)_delay);

    /// <value>Packets that wait.</value>
    public int Waiting => _slots.Count;

    /// <value>Packets that came after their turn.</value>
    public long Late { get; private set; }

    /// <value>Missing packets that were filled in for.</value>
    public long Concealed { get; private set; }

    /// <value>Packets of silence left out, so that the delay shrinks.</value>
    public long Shrunk { get; private set; }

    /// <value>Packets of silence added, so that the delay grows.</value>
    public long Grown { get; private set; }

    /// <summary>Another source begins: what waits is forgotten, what is known of the network stays.</summary>
    public void Reset()
    {
        _slots.Clear();
        _estimate.Rebase();
        (_hasTimeline, _isPlaying, _hasDelay, _dry, _talkEnded) = (false, false, false, 0, false);
    }

    /// <summary>Takes a packet.</summary>
    /// <param name="sequence">Its number with cycles.</param>
    /// <param name="timestamp">As it stands in the packet.</param>
    /// <param name="duration">How long it plays, in units of the clock; above 0.</param>
    /// <param name="payloadType">Handed out with it.</param>
    /// <param name="endsTalk">Whether the other side is silent after it (comfort noise): then nothing is missing when nothing follows.</param>
    /// <param name="payload">Copied.</param>
    /// <param name="now">When it came.</param>
    public JitterVerdict Put(long sequence, uint timestamp, int duration, byte payloadType, bool endsTalk, ReadOnlySpan<byte> payload, TimeSpan now)
    {
        if (payload.Length > _slots.SlotSize)
        {
            return JitterVerdict.TooLong;
        }

        var extended = _hasTimeline ? _highTimestamp + (int)(timestamp - (uint)_highTimestamp) : timestamp;
        if (!_hasTimeline || IsAnotherTimeline(sequence, extended))
        {
            Reset();
            extended = timestamp;
            (_hasTimeline, _highSequence, _nextSequence, _played) = (true, sequence - 1, sequence, long.MinValue);
        }

        if (_slots.Contains(sequence))
        {
            return JitterVerdict.Duplicate;
        }

        var later = _estimate.Take(now - ToTime(extended));
        Aim();
        if (sequence <= _played || (_isPlaying && sequence < _nextSequence) || sequence + MostPackets <= _highSequence
            || (sequence < _highSequence && extended > _highTimestamp))
        {
            Late++;
            return JitterVerdict.Late;
        }

        if (_slots.IsFull)
        {
            DropFirst(); // the oldest would be late soon
        }

        var isFirst = _slots.Count == 0;
        _slots.Add(new PacketSlot { Sequence = sequence, Timestamp = extended, Duration = duration, QuickArrival = now - later, PayloadType = payloadType, EndsTalk = endsTalk }, payload);
        if (sequence > _highSequence)
        {
            (_highSequence, _highTimestamp) = (sequence, extended);
        }

        _packet = duration;
        if (_isPlaying)
        {
            Measure(extended, later, now);
        }
        else
        {
            _nextSequence = isFirst ? sequence : Math.Min(_nextSequence, sequence);
            _playAt = isFirst ? now - later + Target : _playAt;
        }

        return JitterVerdict.Kept;
    }

    /// <summary>What to play next; asked whenever all that was handed out has been played.</summary>
    /// <param name="isQuiet">Whether what was played last was silence: only there the buffer grows or shrinks.</param>
    /// <param name="now">When.</param>
    public JitterStep Take(bool isQuiet, TimeSpan now)
    {
        if (!_isPlaying && (_slots.Count == 0 || now < _playAt))
        {
            return new JitterStep(JitterStepKind.Silence, _packet);
        }

        while (_slots.Count > 0)
        {
            ref var first = ref First();
            if (!_isPlaying)
            {
                (_isPlaying, _hasDelay, _dry, _nextSequence, _nextTimestamp) = (true, false, 0, first.Sequence, first.Timestamp);
            }

            var gap = first.Timestamp - _nextTimestamp;
            var missing = first.Sequence - _nextSequence;
            if (gap < 0)
            {
                Late++;
                RemoveFirst(ref first);
            }
            else if (gap == 0 && Adjusts(isQuiet) is var change && change != 0)
            {
                if (change > 0)
                {
                    Grown++;
                    _delay += _packet;
                    return Taken(new JitterStep(JitterStepKind.Silence, _packet), now);
                }

                Leave(ref first);
                isQuiet = false; // one at a time
            }
            else if (gap == 0)
            {
                return Play(ref first, now);
            }
            else if (missing == 0 || gap > (missing + 1) * _packet * 2 || gap > _clockRate)
            {
                // No packet is missing, or fewer than the time: the other side was silent, or set its clock. A talk spurt begins.
                (_isPlaying, _playAt) = (false, first.QuickArrival + Target);
                if (now < _playAt)
                {
                    return new JitterStep(JitterStepKind.Silence, _packet);
                }
            }
            else if (_dry > 0)
            {
                // It has been filled in for already, when we did not know yet whether it was late or lost.
                var done = Math.Min(gap, _dry);
                (_nextTimestamp, _dry) = (_nextTimestamp + done, 0);
                _nextSequence = done == gap ? first.Sequence : _nextSequence;
            }
            else
            {
                var length = (int)Math.Min(gap, _packet);
                _nextTimestamp += length;
                _nextSequence += gap <= _packet ? missing : 1;
                Concealed++;
                return Taken(new JitterStep(JitterStepKind.Conceal, length), now);
            }
        }

        return Dry(now);
    }

    private JitterStep Dry(TimeSpan now)
    {
        _dry += _packet;
        if (_dry > _dryLimit || _talkEnded)
        {
            _isPlaying = false;
            return new JitterStep(JitterStepKind.Silence, _packet);
        }

        // What is late may still be played, a little later than the rest: unless the delay is at its most already.
        if (_hasDelay && _delay + _dry > ToUnits(_options.Most))
        {
            (_nextTimestamp, _nextSequence, _dry) = (_nextTimestamp + _packet, _nextSequence + 1, 0);
        }

        Concealed++;
        return Taken(new JitterStep(JitterStepKind.Conceal, _packet), now);
    }

    /// <summary>1 to add silence, -1 to leave a packet out, 0 to go on.</summary>
    private int Adjusts(bool isQuiet)
    {
        if (!_hasDelay)
        {
            return 0;
        }

        var target = ToUnits(Target);
        if (isQuiet && _delay < target - (1.5 * _packet))
        {
            return 1;
        }

        // Beyond the most, heard or not: nobody talks over such a delay.
        var tooLong = _delay > ToUnits(_options.Most) + _packet || (isQuiet && _delay > target + (1.5 * _packet));
        return tooLong && _slots.Count > 1 ? -1 : 0;
    }

    private JitterStep Play(ref PacketSlot first, TimeSpan now)
    {
        (_dry, _talkEnded) = (0, first.EndsTalk);
        var step = new JitterStep(JitterStepKind.Packet, first.Duration, first.PayloadType, first.Octets.AsSpan(0, first.Length));
        _nextTimestamp += first.Duration;
        RemoveFirst(ref first);
        return Taken(step, now);
    }

    private void Leave(ref PacketSlot first)
    {
        Shrunk++;
        _delay -= first.Duration;
        _nextTimestamp += first.Duration;
        RemoveFirst(ref first);
    }

    private JitterStep Taken(JitterStep step, TimeSpan now)
    {
        (_takenAt, _takenLength) = (now, step.Duration);
        return step;
    }

    private ref PacketSlot First()
    {
        var sequence = _nextSequence;
        while (!_slots.Contains(sequence))
        {
            sequence++; // no further than the slots reach: all that wait are within them
        }

        return ref _slots[sequence];
    }

    private void RemoveFirst(ref PacketSlot first)
    {
        _played = first.Sequence;
        _nextSequence = first.Sequence + 1;
        _slots.Remove(first.Sequence);
    }

    private void DropFirst()
    {
        ref var first = ref First();
        Late++;
        _nextTimestamp = _isPlaying ? Math.Max(_nextTimestamp, first.Timestamp + first.Duration) : _nextTimestamp;
        RemoveFirst(ref first);
    }

    /// <summary>The sender's clock went back or far ahead, or its numbers did: nothing that waits fits what comes.</summary>
    private bool IsAnotherTimeline(long sequence, long timestamp) =>
        sequence >= _nextSequence + MostPackets
        || sequence < _highSequence - (8 * MostPackets)
        || (sequence > _highSequence && timestamp < _highTimestamp)
        || (sequence > _highSequence && timestamp - _highTimestamp > 3600L * _clockRate);

    private void Measure(long timestamp, TimeSpan later, TimeSpan now)
    {
        var playing = _nextTimestamp - _takenLength + ToUnits(now - _takenAt);
        var delay = timestamp - playing + ToUnits(later);
        _delay = _hasDelay ? _delay + ((delay - _delay) / 16) : delay;
        _hasDelay = true;
    }

    private void Aim()
    {
        // One packet more than the spread: our own clock asks once a packet.
        var target = _estimate.Spread + ToTime(_packet);
        target = _estimate.IsKnown || target > _options.Initial ? target : _options.Initial;
        Target = target < _options.Least ? _options.Least : target > _options.Most ? _options.Most : target;
    }

    private TimeSpan ToTime(long units) => TimeSpan.FromTicks(units * TimeSpan.TicksPerSecond / _clockRate);

    private long ToUnits(TimeSpan time) => time.Ticks * _clockRate / TimeSpan.TicksPerSecond;
}
