using ContactCenter.Web;

namespace ContactCenter.Channels.WebForms.Posts;

/// <summary>An <c>application/x-www-form-urlencoded</c> body.</summary>
internal static class UrlEncodedPost
{
    /// <summary>With repetitions, of which no form of a person has so many; a bound on the work for a stranger.</summary>
    public const int MaxFields = 500;

    public static bool TryRead(ReadOnlySpan<byte> body, PostedForm into)
    {
        if (UrlEncodedFields.TryRead(body, MaxFields) is not { } fields)
        {
            return false;
        }

        foreach (var field in fields)
        {
            if (!into.TryAdd(StrictText.Of(field.Name.AsSpan()), StrictText.Of(field.Value.AsSpan())))
            {
                return false;
            }
        }

        return true;
    }
}
