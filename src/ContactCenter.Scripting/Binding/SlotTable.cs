using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Binding;

/// <summary>What gives a slot something: a line, or an event that is kept.</summary>
internal readonly record struct SlotSource(StatementSyntax? Line, string? Event = null);

/// <summary>
/// The slots of a script. A slot may be used above the line that declares it and holds what any of its lines gives it, so its type is
/// worked out when it is first asked for.
/// </summary>
internal sealed class SlotTable(Binder binder)
{
    private readonly Dictionary<string, Declaration> _byName = new(StringComparer.Ordinal);
    private readonly List<SlotSymbol> _slots = [];

    public IReadOnlyList<SlotSymbol> All => _slots;

    public IEnumerable<string> Names => _byName.Keys;

    /// <summary>The slot of a name with its type known; null when there is none.</summary>
    public SlotSymbol? Find(string name)
    {
        if (!_byName.TryGetValue(name, out var declaration))
        {
            return null;
        }

        declaration.IsCircular |= declaration.State == State.Open;
        Resolve(declaration);
        return declaration.Symbol;
    }

    /// <summary>Takes a <c>slot</c> line.</summary>
    public void Declare(SlotSyntax slot)
    {
        if (Add(slot.Name) is not { } declaration)
        {
            return;
        }

        if (declaration.Declared is { } before)
        {
            binder.Report(NameCodes.RepeatedSlot, slot.Name.Range, slot.Name.Text, binder.LineOf(before.Range));
            return;
        }

        declaration.Declared = slot;
        declaration.Symbol.IsPrivate = slot.IsPrivate;
        declaration.Symbol.IsDeclared = true;
    }

    /// <summary>Takes a line that gives a slot something, such as <c>ask</c> or <c>do … as</c>.</summary>
    /// <param name="name">The slot.</param>
    /// <param name="source">What gives it something.</param>
    public void Give(NameSyntax name, SlotSource source) => Add(name)?.Sources.Add((name.Range, source));

    /// <summary>A slot that is declared without a value, and that no line gives one, is what the script is started with.</summary>
    public void FindParameters()
    {
        foreach (var declaration in _byName.Values)
        {
            declaration.Symbol.IsParameter = declaration is { Declared: { Value: null, HasFault: false }, Sources.Count: 0 };
        }
    }

    private Declaration? Add(NameSyntax name)
    {
        if (name.IsMissing)
        {
            return null;
        }

        if (binder.Contracts.Givens.ContainsKey(name.Text))
        {
            binder.Report(NameCodes.TakenName, name.Range, name.Text);
            return null;
        }

        if (!_byName.TryGetValue(name.Text, out var declaration))
        {
            declaration = _byName[name.Text] = new Declaration(new SlotSymbol(name.Text, _slots.Count, name.Range));
            _slots.Add(declaration.Symbol);
        }

        return declaration;
    }

    private void Resolve(Declaration declaration)
    {
        if (declaration.State != State.Unknown)
        {
            return;
        }

        declaration.State = State.Open;
        binder.Aloud(WorkOut, declaration); // whoever asks first may be quiet, and it is worked out once
        declaration.State = State.Known;
    }

    private void WorkOut(Declaration declaration)
    {
        var symbol = declaration.Symbol;
        if (declaration.Declared is { } declared)
        {
            symbol.Type = binder.TypeOf(declared.Type);
        }
        else
        {
            var isOpen = false;
            foreach (var (range, source) in declaration.Sources)
            {
                if (binder.TypeOf(source) is not { } given)
                {
                    isOpen = true; // it depends on itself, or was said to be wrong
                    continue;
                }

                if (symbol.Type is null)
                {
                    symbol.Type = given;
                }
                else if (TypeNames.Common(symbol.Type, given) is { } common)
                {
                    symbol.Type = common;
                }
                else
                {
                    binder.Report(TypeCodes.TwoTypes, range, symbol.Name, TypeNames.Of(symbol.Type), TypeNames.Of(given));
                }
            }

            if (symbol.Type is null && isOpen && declaration.IsCircular)
            {
                binder.Report(TypeCodes.UnknowableType, symbol.DeclaredAt, symbol.Name);
            }
        }
    }

    private enum State
    {
        Unknown,
        Open,
        Known,
    }

    private sealed class Declaration(SlotSymbol symbol)
    {
        public SlotSymbol Symbol { get; } = symbol;

        public SlotSyntax? Declared { get; set; }

        public List<(TextRange Range, SlotSource Source)> Sources { get; } = [];

        public State State { get; set; }

        public bool IsCircular { get; set; }
    }
}
