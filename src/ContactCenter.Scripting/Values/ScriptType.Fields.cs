using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <content>Values that come from outside as named texts.</content>
public sealed partial class ScriptType
{
    /// <summary>Reads a value of this type from named invariant texts: a record from its fields, anything else from the one field <paramref name="single"/>.</summary>
    /// <param name="fields">The texts by name. Names the type does not know are left out.</param>
    /// <param name="single">The field a value that is no record stands in.</param>
    /// <param name="value">The value; empty where nothing is given for a type without fields.</param>
    /// <param name="fault">The field that is missing or does not fit; null when all do.</param>
    /// <returns>Whether all fields fit.</returns>
    public bool TryRead(ImmutableDictionary<string, string> fields, string single, out ScriptValue value, out ScriptTypeField? fault)
    {
        ArgumentNullException.ThrowIfNull(fields);
        value = default;
        fault = null;
        if (!HasFields)
        {
            fault = ScriptValue.TryParse(this, fields.GetValueOrDefault(single), out value) ? null : new ScriptTypeField(single, this);
            return fault is null;
        }

        var values = new ScriptValue[Fields.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (!ScriptValue.TryParse(Fields[i].Type, fields.GetValueOrDefault(Fields[i].Name), out values[i]) || (values[i].IsEmpty && !Fields[i].IsOptional))
            {
                fault = Fields[i];
                return false;
            }
        }

        try
        {
            value = ScriptValue.Record(this, values);
            return Accepts(value);
        }
        catch (ArgumentException) // all together weigh too much
        {
            return false;
        }
    }
}
