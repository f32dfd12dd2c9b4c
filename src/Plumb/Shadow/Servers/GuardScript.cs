namespace Plumb.Shadow.Servers;

/// <summary>
/// The small shell program that is the parent of every embedded server and outlives Plumb by just as long as it takes to stop it.
/// </summary>
/// <remarks>
/// <para>A server lives as long as somebody holds its <c>lease</c>, a FIFO open for writing. Plumb's end of a pipe to this program's standard
/// input is such a lease (<c>cat</c> passes it on), so whatever ends Plumb ends the lease, <c>kill -9</c> included. Another process of Plumb
/// joins by opening the FIFO itself and writing <c>join &lt;member&gt;</c>; it has joined once the file <c>joined.&lt;member&gt;</c> is there, and has
/// come too late when the FIFO is gone.</para>
/// <para>Files in the run folder: <c>guard.pid</c>, <c>server.pid</c>, <c>lease</c>, <c>log</c>, <c>ended</c> (the server ended by itself; its exit code), the socket, and
/// for a throwaway the data. It is removed at the end.</para>
/// </remarks>
internal static class GuardScript
{
    /// <summary>
    /// $1 run folder, $2 template, $3 data folder (copied from the template if it lacks), $4 bin folder,
    /// $5 the signal that stops the server: QUIT for a throwaway, INT (a clean stop) for data that is kept.
    /// The server ignores signals until it has written <c>postmaster.pid</c>: so a shell starts what runs in its background.
    /// </summary>
    public const string Text =
        """
        run=$1 template=$2 data=$3 bin=$4 signal=$5
        stop() {
          tries=0
          while [ $tries -lt 500 ] && kill -0 $server && ! grep -qx $server "$data/postmaster.pid"; do
            tries=$((tries + 1))
            sleep 0.01
          done
          kill -$signal $server
        }
        umask 077
        exec 3<&0 </dev/null >/dev/null 2>&1
        trap '' INT HUP QUIT PIPE
        trap stop TERM
        mkdir -p "$run" && echo $$ >"$run/guard.pid" || exit 1
        exec >"$run/log" 2>&1
        mkfifo "$run/lease" || exit 1
        cat <&3 >"$run/lease" &
        exec 3<&-
        if [ ! -d "$data" ]; then
          rm -rf "$data.unfinished"
          cp -a --reflink=auto "$template" "$data.unfinished" 2>/dev/null || cp -pR "$template/." "$data.unfinished"
          mv "$data.unfinished" "$data"
        fi
        "$bin/postgres" -D "$data" -k "$run" &
        server=$!
        echo $server >"$run/server.pid"
        {
          while read -r verb member; do
            case $verb in join) : >"$run/joined.$member" ;; esac
          done <"$run/lease"
          rm -f "$run/lease"
          [ -e "$run/ended" ] || stop
        } &
        leases=$!
        wait $server
        code=$?
        while kill -0 $server; do wait $server; code=$?; done
        echo $code >"$run/ended"
        wait $leases
        rm -rf "$run"
        """;
}
