using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting;

/// <summary>Between which tokens a space stands.</summary>
internal static class Spacing
{
    public static bool IsSpaced(in Token before, in Token after)
    {
        if (before.Kind == TokenKind.Slash || after.Kind == TokenKind.Slash)
        {
            return IsLooseSlash(before) || IsLooseSlash(after);
        }

        return before.Kind is not (TokenKind.Open or TokenKind.Dot or TokenKind.DotDot)
            && after.Kind is not (TokenKind.Comma or TokenKind.Colon or TokenKind.Close or TokenKind.Dot or TokenKind.DotDot)
            && !before.Spacing.HasFlag(TokenSpacing.TightAfter)
            && !after.Spacing.HasFlag(TokenSpacing.TightBefore);
    }

    /// <summary>A division; the slash of a path or of <c>yes/no</c> is not.</summary>
    private static bool IsLooseSlash(in Token token) => token.Kind == TokenKind.Slash && token.Spacing.HasFlag(TokenSpacing.Loose);
}
