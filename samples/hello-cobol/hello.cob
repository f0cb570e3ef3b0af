      *> Greets whoever is named in the body.
       identification division.
       program-id. hello.
       data division.
       working-storage section.
       01 who pic x(60) value spaces.
       procedure division.
           accept who.
           if who = spaces
               move "world" to who
           end-if.
           display "Hello, " function trim(who) ", from COBOL!".
           stop run.
