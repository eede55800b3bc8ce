namespace ContactCenter.Scripting.Answers;

/// <summary>Whole numbers in words: what follows one another must make one number, so that five five is none.</summary>
internal static class CardinalReader
{
    /// <summary>Takes the longest number that begins at a place.</summary>
    public static bool TryTake(TokenList tokens, ref int at, out long value)
    {
        var state = new State { Room = Room.All, LastScale = long.MaxValue, MaxHundreds = tokens.Lexicon.Language.Numbers.CountsHundreds ? 99 : 9 };
        var next = at;
        while (next < tokens.Count && TryTakeToken(tokens, ref next, ref state))
        {
        }

        value = state.Total + state.Group;
        var found = state.Any;
        at = found ? next : at;
        return found;
    }

    private static bool TryTakeToken(TokenList tokens, ref int at, ref State state)
    {
        var next = at;
        if (state is { Any: true, AfterHundred: true } && tokens.Lexicon.Links.Skip(tokens, ref next) && tokens.AtomsAt(next) is null)
        {
            return false; // one hundred and nothing more
        }

        // An article is a one where something multiplies it: a hundred.
        if (!state.Any && tokens.AtomsAt(next) is null && tokens.Lexicon.Articles.Skip(tokens, ref next)
            && !(tokens.AtomsAt(next) is [var first] && (first.Multiplies || first.Value >= 12)))
        {
            return false;
        }

        if (tokens.AtomsAt(next) is not { } atoms)
        {
            return false;
        }

        var after = state;
        foreach (var atom in atoms)
        {
            if (!after.TryAdd(atom))
            {
                return false;
            }
        }

        (state, at) = (after, next + 1);
        return true;
    }

    /// <summary>What may still come in the group of three digits.</summary>
    private enum Room
    {
        None,
        Units,
        Tens,
        All,
    }

    private struct State
    {
        public long Total;
        public long Group;
        public long LastScale;
        public long MaxHundreds;
        public Room Room;
        public bool Any;
        public bool AfterHundred;
        private bool _zero;

        public bool TryAdd(NumberAtom atom)
        {
            if (_zero)
            {
                return false;
            }

            var value = atom.Value;
            var fits = atom.Multiplies ? TryHundred() : value switch
            {
                0 => !Any,
                < 10 => TryFill(value, Room.Units, Room.None),
                < 20 => TryFill(value, Room.Tens, Room.None),
                < 100 => TryFill(value, Room.Tens, Room.Units),
                < 1000 => TryFill(value, Room.All, Room.Tens),
                _ => TryScale(value),
            };
            _zero = value == 0;
            Any |= fits;
            AfterHundred = fits && (atom.Multiplies || value >= 100);
            return fits;
        }

        private bool TryFill(long value, Room needed, Room left)
        {
            if (Room < needed)
            {
                return false;
            }

            Group += value;
            Room = left;
            return true;
        }

        private bool TryHundred()
        {
            if (Room == Room.All || (Room == Room.None && Group > 0 && Group <= MaxHundreds && Group % 10 != 0))
            {
                Group = Math.Max(1, Group) * 100;
                Room = Room.Tens;
                return true;
            }

            return false;
        }

        private bool TryScale(long scale)
        {
            if (scale >= LastScale)
            {
                return false;
            }

            Total += (Room == Room.All ? 1 : Group) * scale;
            (Group, Room, LastScale) = (0, Room.All, scale);
            return true;
        }
    }
}
