using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Tests.Syntax;

/// <summary>A tree as text, without places: two trees with the same text mean the same. Reads every property there is, so none is forgotten.</summary>
internal static class TreeText
{
    private static readonly HashSet<string> Left = [nameof(SyntaxNode.Range), nameof(ScriptSyntax.Source), nameof(BinaryExpression.OperatorRange), nameof(ExpressionSyntax.Depth), nameof(TextLiteral.Raw), nameof(LineSyntax.HasFault), nameof(ScriptSyntax.TextIds)];

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Parts = [];

    public static string Of(object? value, SourceText source, bool ids = true)
    {
        var text = new StringBuilder();
        Write(text, value, source, ids);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value, SourceText source, bool ids)
    {
        switch (value)
        {
            case null:
                text.Append('-');
                break;
            case string or bool or int or long or Enum or TimeSpan or TimeOnly or DateOnly:
                text.Append(string.Create(CultureInfo.InvariantCulture, $"{value}"));
                break;
            case NameSyntax name:
                text.Append(name.Text);
                break;
            case PlainTextSyntax plain:
                text.Append('"').Append(source.Slice(plain.Range)).Append('"');
                break;
            case Diagnostic diagnostic:
                text.Append(diagnostic.Code.Id);
                break;
            case IEnumerable items:
                text.Append('[');
                foreach (var item in items)
                {
                    text.Append(' ');
                    Write(text, item, source, ids);
                }

                text.Append(" ]");
                break;
            case SyntaxNode node:
                Node(text, node, source, ids);
                break;
            default:
                throw new NotSupportedException($"{value.GetType()} has no text.");
        }
    }

    private static void Node(StringBuilder text, SyntaxNode node, SourceText source, bool ids)
    {
        text.Append('(').Append(node.GetType().Name);
        foreach (var property in Parts.GetOrAdd(node.GetType(), PartsOf))
        {
            if (property.GetValue(node) is { } value && !(value is IEnumerable items and not string && !items.Cast<object>().Any()) && (ids || property.Name != nameof(TextLiteral.Id)))
            {
                text.Append(' ').Append(property.Name).Append('=');
                Write(text, value, source, ids);
            }
        }

        text.Append(')');
    }

    private static PropertyInfo[] PartsOf(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(static property => property.CanWrite && !Left.Contains(property.Name)) // what cannot be written is worked out from the others
            .OrderBy(static property => property.Name, StringComparer.Ordinal),
    ];
}
