using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>The record types values of a program can have, in the order its tables name them, each once.</summary>
internal static class RecordTypes
{
    public static ImmutableArray<ScriptType> In(ProgramTables tables)
    {
        var found = ImmutableArray.CreateBuilder<ScriptType>();
        foreach (var type in tables.Slots.Select(static slot => slot.Type).Concat(tables.Types))
        {
            Add(type, found);
        }

        foreach (var constant in tables.Constants)
        {
            Add(constant, found);
        }

        return found.ToImmutable();
    }

    private static void Add(ScriptType type, ImmutableArray<ScriptType>.Builder found)
    {
        if (type.Item is { } item)
        {
            Add(item, found);
        }

        if (type.HasFields && !found.Contains(type))
        {
            found.Add(type);
        }

        foreach (var field in type.Fields)
        {
            Add(field.Type, found);
        }
    }

    private static void Add(ScriptValue value, ImmutableArray<ScriptType>.Builder found)
    {
        foreach (var item in value.AsList() ?? Enumerable.Empty<ScriptValue>())
        {
            Add(item, found);
        }

        if (value.AsRecord() is { } record)
        {
            Add(record.Type, found);
            foreach (var field in record.Values)
            {
                Add(field, found);
            }
        }
    }
}
