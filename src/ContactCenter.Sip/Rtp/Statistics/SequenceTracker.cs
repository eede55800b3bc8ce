namespace ContactCenter.Sip.Rtp.Statistics;

/// <summary>What a packet is among those that came before.</summary>
internal enum Arrival
{
    /// <summary>The source is not yet believed: too few packets came in sequence.</summary>
    OnProbation,

    /// <summary>Newer than all before.</summary>
    Next,

    /// <summary>Older than the newest, and not seen before.</summary>
    Reordered,

    /// <summary>Seen before.</summary>
    Duplicate,

    /// <summary>Far from all others: a stray, or the first of a new beginning.</summary>
    Stray,

    /// <summary>The source has begun anew at another number; the counts begin anew, too.</summary>
    Restarted,
}

/// <summary>Extends the 16-bit sequence numbers of one source and says what each packet is. RFC 3550 appendix A.1.</summary>
internal sealed class SequenceTracker
{
    /// <summary>A step forward of so many is believed at once; 3000 in the RFC.</summary>
    public const int MaxDropout = 3_000;

    /// <summary>A packet so far behind is a stray; 100 in the RFC.</summary>
    public const int MaxMisorder = 100;

    private readonly int _probation;
    private int _missing;
    private int _bad = -1;
    private UInt128 _seen;

    /// <param name="probation">How many packets in sequence make a source believed; 1 takes the first.</param>
    public SequenceTracker(int probation) => _missing = _probation = probation;

    /// <value>Whether enough packets came in sequence.</value>
    public bool IsBelieved => _missing <= 0;

    /// <value>The first number.</value>
    public long First { get; private set; }

    /// <value>The highest number, cycles counted above its 16 bits.</value>
    public long Highest { get; private set; } = -1;

    /// <summary>Takes the next packet's number.</summary>
    /// <param name="sequence">As it stands in the packet.</param>
    /// <param name="extended">The number with its cycles; of use unless the packet is a stray or on probation.</param>
    public Arrival Take(ushort sequence, out long extended)
    {
        extended = sequence;
        if (!IsBelieved)
        {
            var inSequence = Highest >= 0 && (ushort)(Highest + 1) == sequence;
            _missing = inSequence || Highest < 0 ? _missing - 1 : _probation - 1;
            (Highest, First) = (sequence, sequence);
            _seen = 1;
            return IsBelieved ? Arrival.Next : Arrival.OnProbation;
        }

        var step = (short)(sequence - (ushort)Highest);
        extended = Highest + step;
        // Number 65535 just before number 0: there is no cycle below the first.
        if (step > 0 && (ushort)step < MaxDropout)
        {
            _seen = step < 128 ? (_seen << step) | 1 : 1;
            Highest = extended;
            _bad = -1;
            return Arrival.Next;
        }

        if (step <= 0 && -step < MaxMisorder)
        {
            var bit = (UInt128)1 << -step;
            var isNew = (_seen & bit) == 0;
            _seen |= bit;
            if (isNew && extended < First)
            {
                First = extended;
            }

            return isNew ? Arrival.Reordered : Arrival.Duplicate;
        }

        if (sequence != _bad)
        {
            _bad = (ushort)(sequence + 1);
            return Arrival.Stray;
        }

        // Two strays in sequence: the other side has begun anew without saying so.
        (Highest, First, _bad, _seen) = (sequence, sequence, -1, 1);
        extended = sequence;
        return Arrival.Restarted;
    }
}
