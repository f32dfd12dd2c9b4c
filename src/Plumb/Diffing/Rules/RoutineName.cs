namespace Plumb.Diffing.Rules;

/// <summary>Takes the name from a routine or an operator with its arguments: <c>public.f(integer,text)</c>, <c>public.+(integer,integer)</c>.</summary>
internal static class RoutineName
{
    public static string Of(string signature)
    {
        var isQuoted = false;
        for (var i = 0; i < signature.Length; i++)
        {
            isQuoted ^= signature[i] == '"';
            if (signature[i] == '(' && !isQuoted)
            {
                return signature[..i];
            }
        }

        return signature;
    }
}
